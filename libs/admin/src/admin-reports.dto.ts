export class RoundReportDto {
  round!: string;
  name!: string;
  outcomes!: number;
  failed!: number;
  /** Of the weights candidates' rubrics gave the round. */
  meanWeight!: number;
  confidenceWhenFailed!: number | null;
  confidenceWhenPassed!: number | null;
  /** Per cent. */
  failureRate!: number | null;
  /** The round's part of all weight, per cent. */
  weightShare!: number | null;
  /** The round's part of all failures, per cent. */
  failureShare!: number | null;
  /** Whether outcomes speak for more or less weight; null below ten. */
  lean!: 'more' | 'less' | 'as is' | null;
}

export class OutcomeReportResponse {
  rubricVersion!: string;
  /** Rounds that candidates told the result of, those who withdrew left out. */
  outcomes!: number;
  rounds!: RoundReportDto[];
}
