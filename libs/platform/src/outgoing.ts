import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { Config } from './config.ts';

/** An address somebody gave us cannot or may not be fetched; the message says why and is safe to show to its owner. */
export class OutgoingRefused extends Error {
  /** @param isFinal false: it may work another time, nobody was reached just now */
  constructor(
    message: string,
    readonly isFinal = true,
  ) {
    super(message);
  }
}

export interface OutgoingLimits {
  headers?: Record<string, string>;
  maxBytes: number;
  /** For the whole exchange, redirects included. */
  timeoutMs: number;
}

export interface OutgoingAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The only door to addresses that users give us (OWASP ASVS 5.0, 1.3.6): https only, every resolved address must be
 * public, the connection is pinned to the address that was checked, each redirect is checked anew.
 */
@Injectable()
export class OutgoingHttp {
  constructor(private readonly config: Config) {}

  /** Whether the form of a URL may be fetched at all, before it is resolved. @throws OutgoingRefused */
  check(url: string): URL {
    const parsed = URL.canParse(url) ? new URL(url) : null;
    if (!parsed) throw new OutgoingRefused('is not a URL');
    if (this.config.outgoingAllowed.includes(parsed.origin)) return parsed;
    if (parsed.protocol !== 'https:') throw new OutgoingRefused('must be an https URL');
    if (parsed.username || parsed.password) throw new OutgoingRefused('must not carry a user name or password');
    const host = parsed.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !isPublic(host)) throw new OutgoingRefused('leads to an address that is not public');
    if (host === 'localhost' || host.endsWith('.localhost') || (!host.includes('.') && !isIP(host)))
      throw new OutgoingRefused('leads to an address that is not public');
    return parsed;
  }

  /** Fetches by GET, following at most three redirects. @throws OutgoingRefused */
  async get(url: string, limits: OutgoingLimits): Promise<OutgoingAnswer> {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    let target = this.check(url);
    for (let hop = 0; ; hop++) {
      const answer = await this.exchange(target, limits, signal);
      const location = REDIRECTS.has(answer.status) ? answer.headers.location : undefined;
      if (location === undefined) return answer;
      if (hop >= MAX_REDIRECTS) throw new OutgoingRefused(`redirects more than ${MAX_REDIRECTS} times`);
      target = this.check(URL.canParse(location, target) ? new URL(location, target).href : location);
    }
  }

  /** Sends a body by POST; a redirect is an answer like any other. @throws OutgoingRefused */
  async post(url: string, body: string, limits: OutgoingLimits): Promise<OutgoingAnswer> {
    return this.exchange(this.check(url), limits, AbortSignal.timeout(limits.timeoutMs), body);
  }

  private async exchange(
    url: URL,
    limits: OutgoingLimits,
    signal: AbortSignal,
    body?: string,
  ): Promise<OutgoingAnswer> {
    const address = await this.resolve(url, signal);
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const refuse = (why: string) => reject(new OutgoingRefused(why));
      const request = send(
        url,
        {
          signal,
          method: body === undefined ? 'GET' : 'POST',
          headers: { 'user-agent': 'mentor-marketplace', 'accept-encoding': 'identity', ...limits.headers },
          lookup: (_, options, done) =>
            options.all ? done(null, [address]) : done(null, address.address, address.family),
        },
        (response) => readBody(response, limits.maxBytes, refuse, resolve),
      );
      request.on('error', (error) =>
        reject(
          new OutgoingRefused(
            signal.aborted ? 'did not answer in time' : `cannot be reached (${codeOf(error)})`,
            false,
          ),
        ),
      );
      request.end(body);
    });
  }

  /** Asks DNS; every address of the name, in its order. */
  protected addressesOf(host: string): Promise<{ address: string; family: number }[]> {
    return lookup(host, { all: true });
  }

  /** The one address the connection is pinned to; every address the name has must be public. */
  private async resolve(url: URL, signal: AbortSignal): Promise<{ address: string; family: number }> {
    const found = await this.addressesOf(url.hostname.replace(/^\[|\]$/g, '')).catch((error: unknown) => {
      throw new OutgoingRefused(`has a name that cannot be resolved (${codeOf(error)})`, false);
    });
    if (signal.aborted) throw new OutgoingRefused('did not answer in time', false);
    const [first] = found;
    if (!first) throw new OutgoingRefused('has a name without an address');
    if (!this.config.outgoingAllowed.includes(url.origin) && found.some(({ address }) => !isPublic(address)))
      throw new OutgoingRefused('leads to an address that is not public');
    return first;
  }
}

/** Ordinary unicast only: not private, loopback, link-local, multicast, reserved, nor any of them wrapped in IPv6. */
function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

function readBody(
  response: IncomingMessage,
  maxBytes: number,
  refuse: (why: string) => void,
  resolve: (answer: OutgoingAnswer) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else {
      refuse(`is larger than ${Math.round(maxBytes / 1024)} kB`);
      response.destroy();
    }
  });
  response.on('end', () => {
    if (response.headers['content-encoding']) return refuse('is sent compressed although plain text was asked for');
    resolve({
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
  });
  response.on('error', () => refuse('broke off in the middle'));
  response.on('aborted', () => refuse('broke off in the middle'));
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? 'no answer';
