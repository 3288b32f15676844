import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Config } from '#libs/platform';
import { StripeGateway } from './stripe.gateway.ts';

/**
 * With Stripe Tax switched on but no active registration, Stripe silently collects nothing (documentation "Stripe Tax",
 * registrations): better not to start than to owe it later.
 */
@Injectable()
export class TaxCheck implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly gateway: StripeGateway,
    private readonly logger: PinoLogger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.stripe.tax) return;
    const registered = await this.gateway.isTaxRegistered().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'could not ask Stripe for tax registrations');
      return true; // Stripe is away: that is no reason to be away as well
    });
    if (!registered)
      throw new Error(
        'STRIPE_TAX is on, but the Stripe account has no active tax registration: nothing would be collected.',
      );
  }
}
