import { createHmac, randomBytes } from 'node:crypto';

/** What can be told to endpoints. */
export const EVENT_TYPES = [
  ...([
    'booking.held',
    'booking.confirmed',
    'booking.rescheduled',
    'booking.cancelled',
    'booking.declined',
    'booking.expired',
  ] as const),
  ...(['booking.completed', 'booking.no_show', 'payment.succeeded', 'payment.refunded', 'payment.disputed'] as const),
  ...(['review.created', 'mentor.published'] as const),
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Waits between tries, in seconds: about a day in all (Standard Webhooks, "Deliverability and reliability"). */
const WAITS = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];
/** How long an endpoint may fail at everything before it is switched off, in days. */
export const SWITCH_OFF_DAYS = 5;

/** Seconds until the next try after so many failed ones; null: given up. */
export const waitAfter = (attempts: number): number | null => WAITS[attempts - 1] ?? null;

/** A new secret for signing: `whsec_` and 24 random bytes (Standard Webhooks, "Symmetric signatures"). */
export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/** Headers of one delivery: HMAC-SHA256 over `id.timestamp.body` (Standard Webhooks, "Signature scheme"). */
export function signedHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
