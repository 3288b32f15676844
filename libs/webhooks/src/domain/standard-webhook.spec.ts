import { newSecret, signedHeaders, waitAfter } from './standard-webhook.ts';

describe('outgoing webhooks', () => {
  it('are signed as in the example of the specification', () => {
    // Standard Webhooks, reference implementation: test vector of the libraries
    const headers = signedHeaders(
      'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', // its prefix is for people, and for tools that look for secrets
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('have secrets of 24 bytes', () => {
    expect(Buffer.from(newSecret().slice(6), 'base64')).toHaveLength(24);
  });

  it('are tried for about a day, then given up', () => {
    const waits = Array.from({ length: 7 }, (_, i) => waitAfter(i + 1) ?? 0);
    expect(waits.reduce((sum, wait) => sum + wait, 0) / 3_600).toBeGreaterThan(24);
    expect(waitAfter(8)).toBeNull();
  });
});
