import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

type EventClass<E> = abstract new (...args: never[]) => E;
type Handler<E> = (tx: EntityManager, event: E) => Promise<void>;

/** Domain events, upwards: handlers of upper modules run inside the publisher's transaction, in order of registration. */
@Injectable()
export class Events {
  private readonly handlers = new Map<unknown, Handler<never>[]>();

  /** Registers a handler; it must do database work only (through `tx`) and enqueue jobs for the rest. */
  on<E extends object>(event: EventClass<E>, handler: Handler<E>): void {
    this.handlers.set(event, [...(this.handlers.get(event) ?? []), handler]);
  }

  /** Runs every handler of the event's class; an error of one rolls the whole change back. */
  async publish(tx: EntityManager, event: object): Promise<void> {
    for (const handler of this.handlers.get(event.constructor) ?? []) await handler(tx, event as never);
  }
}
