import { MoneyDto } from '#libs/mentors';

export class CreditMovementDto {
  at!: string;
  /** `credit_granted`, `payment` (spent), `refund` (given back), `prepaid_moved`, … */
  kind!: string;
  amount!: MoneyChange;
}

/** Minor units; negative where it was spent. */
export class MoneyChange {
  amount!: number;
  currency!: string;
}

export class CreditResponse {
  balances!: MoneyDto[];
  /** The latest hundred. */
  movements!: CreditMovementDto[];
}
