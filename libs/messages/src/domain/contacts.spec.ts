import { HIDDEN, withoutContacts } from './contacts.ts';

describe('contact details', () => {
  it.each([
    'write to ada@example.com please',
    'ada (at) example (dot) com',
    'my number is +44 20 7946 0958',
    'call 020 7946 0958 12',
    'whatsapp: ada_okafor',
    'find me on https://www.linkedin.com/in/ada',
    't.me/ada_okafor',
  ])('are hidden: %s', (text) => {
    const { text: shown, isMasked } = withoutContacts(text);
    expect([isMasked, shown.includes(HIDDEN)]).toEqual([true, true]);
    expect(shown).not.toMatch(/ada@|okafor|7946|linkedin\.com\/in/);
  });

  it.each([
    'I have 8 years of experience and a budget of $1,500 in total',
    'The loop is on 2027-01-20 at 10:00',
    'Send me a signal when you are ready', // a word, no messenger
    'We scaled from 1000 to 250000 users @ peak',
  ])('are not seen in ordinary words: %s', (text) => {
    expect(withoutContacts(text)).toEqual({ text, isMasked: false });
  });

  it('are looked for in linear time', () => {
    for (const text of [
      '1 '.repeat(2_000),
      'a@'.repeat(2_000),
      'whatsapp '.repeat(500),
      '+'.repeat(4_000),
      'a.'.repeat(2_000),
    ]) {
      const started = performance.now();
      withoutContacts(text);
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });
});
