import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { StripeClient } from '#libs/payments';
import { Config } from '#libs/platform';
import { TRIAL_DAYS } from './domain/plan-rules.ts';
import type { PlanEntity } from './plan.entities.ts';

type Subscription = Stripe.Subscription;

/** What plans ask of Stripe: subscriptions through Checkout. Never call it inside a transaction. */
@Injectable()
export class PlansGateway {
  private readonly stripe: Stripe;

  constructor(
    private readonly client: StripeClient,
    private readonly config: Config,
  ) {
    this.stripe = client.stripe;
  }

  /** Opens the page where the plan is subscribed to. Repeating it answers the same page: every parameter comes from the row. */
  openCheckout(plan: PlanEntity, email: string): Promise<Stripe.Checkout.Session> {
    const metadata = { plan: plan.id };
    return this.client.createOnce<Stripe.Checkout.Session>(
      `plan:${plan.id}:${plan.attempt}`,
      'checkout.session',
      (idempotencyKey) =>
        this.stripe.checkout.sessions.create(
          {
            mode: 'subscription',
            client_reference_id: plan.id,
            customer_email: email,
            metadata,
            allowed_payment_method_types: ['card', 'link'],
            line_items: [{ quantity: 1, price_data: this.price(plan) }],
            ...(plan.stripeCouponId !== null && { discounts: [{ coupon: plan.stripeCouponId }] }),
            subscription_data: { metadata, ...(plan.trial && { trial_period_days: TRIAL_DAYS }) },
            ...(this.config.stripe.tax && {
              automatic_tax: { enabled: true },
              billing_address_collection: 'required' as const,
            }),
            expires_at: Math.floor((plan.sessionExpiresAt?.getTime() ?? 0) / 1000),
            success_url: plan.successUrl,
            cancel_url: plan.cancelUrl,
          },
          { idempotencyKey },
        ),
    );
  }

  /** A coupon of Stripe's for the first month, the counterpart of a promo code. Repeating it answers the same one. */
  async coupon({ id, discountAmount, currency }: PlanEntity): Promise<string> {
    const coupon = await this.client.createOnce<Stripe.Coupon>(
      `coupon:${id}:${discountAmount}`,
      'coupon',
      (idempotencyKey) =>
        this.stripe.coupons.create(
          {
            amount_off: discountAmount,
            currency: currency.toLowerCase(),
            duration: 'once',
            max_redemptions: 1,
            metadata: { plan: id },
          },
          { idempotencyKey },
        ),
    );
    return coupon.id;
  }

  session(id: string): Promise<Stripe.Checkout.Session> {
    return this.client.ask<Stripe.Checkout.Session>('checkout.session', () =>
      this.stripe.checkout.sessions.retrieve(id),
    );
  }

  subscription(id: string): Promise<Subscription> {
    return this.client.ask<Subscription>('subscription', () => this.stripe.subscriptions.retrieve(id));
  }

  /** Every invoice of a subscription with what paid it, latest first. */
  invoices(subscription: string): Promise<Stripe.Invoice[]> {
    return this.client.all((starting_after) =>
      this.stripe.invoices.list({ subscription, limit: 100, starting_after, expand: ['data.payments'] }),
    );
  }

  /** Takes no money from the next month on, or takes it again. */
  pause(id: string, paused: boolean): Promise<Subscription> {
    return this.update(id, { pause_collection: paused ? { behavior: 'void' } : '' });
  }

  cancelAtPeriodEnd(id: string): Promise<Subscription> {
    return this.update(id, { cancel_at_period_end: true });
  }

  cancelNow(id: string): Promise<Subscription> {
    return this.client.ask<Subscription>('subscription', () => this.stripe.subscriptions.cancel(id));
  }

  moveTrialEnd(id: string, at: Date): Promise<Subscription> {
    return this.update(id, { trial_end: Math.floor(at.getTime() / 1000), proration_behavior: 'none' });
  }

  /** A new price from the next month on, without proration. */
  async changePrice(plan: PlanEntity, priceAmount: number): Promise<Subscription> {
    const { items } = await this.subscription(plan.stripeSubscriptionId ?? '');
    const [item] = items.data;
    const product = typeof item?.price.product === 'string' ? item.price.product : (item?.price.product.id ?? '');
    const { currency, recurring } = {
      currency: plan.currency.toLowerCase(),
      recurring: { interval: 'month' as const },
    };
    return this.update(plan.stripeSubscriptionId ?? '', {
      items: [{ id: item?.id, price_data: { currency, product, unit_amount: priceAmount, recurring } }],
      proration_behavior: 'none',
    });
  }

  /** Saying the same again changes nothing, so updates need no key. */
  private update(id: string, params: Stripe.SubscriptionUpdateParams): Promise<Subscription> {
    return this.client.ask<Subscription>('subscription', () => this.stripe.subscriptions.update(id, params));
  }

  private price({ currency, priceAmount, sessions, durationMinutes }: PlanEntity) {
    return {
      currency: currency.toLowerCase(),
      unit_amount: priceAmount,
      recurring: { interval: 'month' as const },
      product_data: { name: `${sessions} sessions a month, ${durationMinutes} minutes each` },
      ...(this.config.stripe.tax && { tax_behavior: 'exclusive' as const }),
    };
  }
}
