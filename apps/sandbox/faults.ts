import { seeded } from '../seeded.ts';
/** The ways a Stripe can misbehave, as switches; everything is drawn from one seed. */
const FAULT_KINDS = [
  'error500',
  'dropAnswer',
  'dropRequest',
  'lockTimeout',
  'rateLimit',
  'slow',
  'cutBody',
  'html502',
  'jsonWithoutError',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultSettings {
  seed?: number;
  /** Part of API calls that go wrong, 0 to 1. */
  failRate?: number;
  /** Added to every API answer. */
  latencyMs?: number;
  /** true: all; a number: that part of them. */
  dropWebhooks?: boolean | number;
  /** true: twice; 0 to 1: that part of them twice; 2 and more: that many times each. */
  duplicateWebhooks?: boolean | number;
  shuffleWebhooks?: boolean | number;
  delayWebhooksMs?: number;
  /** Which ways of failing; all of them when left out. */
  kinds?: FaultKind[];
}

const rateOf = (setting: boolean | number | undefined): number => (setting === true ? 1 : Number(setting ?? 0));

export class Faults {
  private settings: FaultSettings = {};
  private random = seeded(1);

  set(settings: FaultSettings): void {
    this.settings = settings;
    this.random = seeded(settings.seed ?? 1);
  }

  get latencyMs(): number {
    return this.settings.latencyMs ?? 0;
  }

  /** How the next API call goes wrong, or null when it does not. */
  nextCall(): FaultKind | null {
    if (this.random() >= (this.settings.failRate ?? 0)) return null;
    const kinds = this.settings.kinds ?? FAULT_KINDS;
    return kinds[Math.floor(this.random() * kinds.length)] ?? null;
  }

  /** When each copy of the next webhook is sent, ms from now; none: it is lost. */
  webhookDelays(): number[] {
    const { dropWebhooks, duplicateWebhooks, shuffleWebhooks, delayWebhooksMs = 0 } = this.settings;
    if (this.random() < rateOf(dropWebhooks)) return [];
    const wanted = rateOf(duplicateWebhooks);
    const copies = wanted >= 2 ? Math.floor(wanted) : this.random() < wanted ? 2 : 1;
    return Array.from(
      { length: copies },
      () => delayWebhooksMs + (this.random() < rateOf(shuffleWebhooks) ? this.random() * 2_000 : 0),
    );
  }
}
