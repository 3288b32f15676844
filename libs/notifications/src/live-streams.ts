import type { ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { Authenticator, Problem } from '#libs/platform';
import { LiveEvents, type LivePlace, placeOf, placeText } from './live-events.ts';

/** How often the log is asked, for all open streams of this process together; nobody is asked about while none is open. */
const LOOK_EVERY_MS = 500;
const BEAT_EVERY_MS = 15_000;
/** Each stream asks whether its session still counts: after a sign-out or a ban it ends by then. */
const CHECK_EVERY_BEATS = 2;
const MOST_STREAMS = 10;
/** Who reads so slowly is cut off, and comes back to the same place. */
const MOST_UNREAD_BYTES = 512 * 1024;

interface Stream {
  accountId: string;
  place: LivePlace;
  out: ServerResponse;
}

/**
 * Open pages of this process, as server-sent events (WHATWG HTML, "Server-sent events"). Every process reads the same log,
 * so that a page comes back to its place (`Last-Event-ID`) at any of them.
 */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();
  private looking: NodeJS.Timeout | undefined;

  constructor(
    private readonly events: LiveEvents,
    private readonly authenticator: Authenticator,
    private readonly logger: PinoLogger,
  ) {}

  /** Opens a stream and leaves it open. @throws Problem `rate_limited` when the account has too many */
  async open(accountId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if ([...this.streams].filter((one) => one.accountId === accountId).length >= MOST_STREAMS)
      throw new Problem('rate_limited', `No more than ${MOST_STREAMS} streams at a time.`, { retryAfterSeconds: 30 });
    const wanted = placeOf(String(request.headers['last-event-id'] ?? ''));
    const isBack = wanted !== null && (await this.events.isKept(wanted));
    const place = isBack ? wanted : await this.events.end();
    void reply.hijack();
    const out = reply.raw;
    out.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'x-accel-buffering': 'no', // nginx: pass on at once
    });
    const stream: Stream = { accountId, place, out };
    out.write('retry: 2000\n\n');
    // A page that cannot come back to its place must read anew what it shows.
    send(stream, request.headers['last-event-id'] !== undefined && !isBack ? 'reset' : 'ready', {});
    this.streams.add(stream);
    this.beat(stream, request);
    this.look();
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.looking);
    for (const { out } of this.streams) out.end();
    this.streams.clear();
  }

  private beat(stream: Stream, request: FastifyRequest): void {
    let beats = 0;
    const timer = setInterval(() => {
      if (stream.out.writableEnded) return;
      stream.out.write(': alive\n\n');
      if (++beats % CHECK_EVERY_BEATS === 0)
        this.authenticator.authenticate(request).then(
          (person) => person ?? stream.out.end(),
          (error: unknown) => this.logger.warn({ err: error }, 'a stream could not be checked'),
        );
    }, BEAT_EVERY_MS);
    stream.out.on('error', () => stream.out.destroy()); // gone while something was being written
    stream.out.on('close', () => {
      clearInterval(timer);
      this.streams.delete(stream);
    });
  }

  private look(): void {
    this.looking ??= setTimeout(() => {
      void this.pass()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'live events cannot be read, once more'))
        .finally(() => {
          this.looking = undefined;
          if (this.streams.size > 0) this.look();
        });
    }, LOOK_EVERY_MS);
  }

  private async pass(): Promise<void> {
    const streams = [...this.streams];
    for (const { reader, type, data, place } of await this.events.since(streams)) {
      const stream = streams[reader];
      if (!stream || stream.out.writableEnded || stream.out.destroyed) continue;
      stream.place = place;
      send(stream, type, data);
      if (stream.out.writableLength > MOST_UNREAD_BYTES) stream.out.destroy();
    }
  }
}

const send = ({ out, place }: Stream, type: string, data: object): void =>
  void out.write(`id: ${placeText(place)}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
