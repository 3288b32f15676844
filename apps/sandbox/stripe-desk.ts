import type { Store } from './store.ts';
import { noSuch } from './stripe-error.ts';

export type Params = Record<string, unknown>;

/** What every part of the sandbox's Stripe works with: the store, the clock, the events it sends. */
export class Desk {
  constructor(
    readonly store: Store,
    readonly now: () => Date,
    /** Where this sandbox is reached, for its own links. */
    readonly url: () => string,
    /** Sends an event to whoever listens. */
    readonly emit: (type: string, object: object) => void,
    /** Sends a thin event of API v2, which only names its object. */
    readonly notify: (type: string, related: { id: string; type: string; url: string }) => void,
  ) {}

  get seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }

  find<T>(kind: string, name: string, id: unknown): T {
    const found = this.store.get<T>(kind, text(id));
    if (!found) throw noSuch(name, text(id));
    return found;
  }

  /** "Pagination": newest first, `starting_after` an id, at most 100. */
  page<T extends { id: string }>(all: T[], url: string, params: Params): object {
    const limit = Math.min(100, Number(params.limit ?? 10));
    const start = params.starting_after === undefined ? 0 : all.findIndex(({ id }) => id === params.starting_after) + 1;
    return { object: 'list', data: all.slice(start, start + limit), has_more: all.length > start + limit, url };
  }
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Whole numbers of a form-encoded request. */
export const whole = (value: unknown, otherwise: number): number => (value === undefined ? otherwise : Number(value));
