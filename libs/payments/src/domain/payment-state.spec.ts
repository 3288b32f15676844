import { advance, nextPollMinutes, refundStateOf, stateOf } from './payment-state.ts';

const facts = (sessionStatus: string, paymentStatus = 'unpaid', intentStatus: string | null = null) =>
  stateOf({ sessionStatus, paymentStatus, intentStatus });

describe('payment states', () => {
  it('are read from what Stripe says', () => {
    expect(facts('open')).toBe('pending');
    expect(facts('expired')).toBe('voided');
    expect(facts('complete', 'paid', 'succeeded')).toBe('succeeded');
    expect(facts('complete', 'unpaid', 'processing')).toBe('pending');
    expect(facts('complete', 'unpaid', 'requires_capture')).toBe('authorized');
    expect(facts('some_new_word', 'paid')).toBe('pending');
  });

  it('only move forward: an older snapshot changes nothing', () => {
    expect(advance('succeeded', 'pending')).toBe('succeeded');
    expect(advance('succeeded', 'voided')).toBe('succeeded');
    expect(advance('voided', 'succeeded')).toBe('voided');
    expect(advance('created', 'succeeded')).toBe('succeeded');
  });

  it('count a canceled refund as failed and an unknown one as pending', () => {
    expect(['succeeded', 'failed', 'canceled', 'requires_action', null].map(refundStateOf)).toEqual([
      'succeeded',
      'failed',
      'failed',
      'pending',
      'pending',
    ]);
  });

  it('are looked at again after 1, 5, 15 and 60 minutes, then daily', () => {
    expect([0, 1, 2, 3, 4, 50].map(nextPollMinutes)).toEqual([1, 5, 15, 60, 1440, 1440]);
  });
});
