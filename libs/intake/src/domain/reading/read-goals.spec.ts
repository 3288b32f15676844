import { rubric } from '../../../../../test/support/rubric.ts';
import { merge } from '../answers.ts';
import { followUps, readGoals } from './read-goals.ts';

const now = new Date('2026-11-24T12:00:00Z'); // a Tuesday
const read = (text: string) => merge({}, readGoals(text, { now, timeZone: 'UTC', rubric })).answers;
const inferences = (text: string) => readGoals(text, { now, timeZone: 'UTC', rubric });

describe('reading goals', () => {
  it('reads the sentence of the rubric', () => {
    expect(
      read('I have a Stripe PM loop in three weeks, weak on SQL and system design, about $150 a week'),
    ).toMatchObject({
      segments: ['fintech'],
      targetCompanies: ['Stripe'],
      interviewDate: '2026-12-15',
      confidence: { 'sql-data': 2, 'system-design': 2 },
      budget: { amount: 15000, currency: 'USD', per: 'week' },
    });
  });

  it('gives the words each thing rests on', () => {
    for (const { evidence } of inferences('Onsite at Google on 2027-02-03, terrible at SQL, fine with behavioural'))
      expect('Onsite at Google on 2027-02-03, terrible at SQL, fine with behavioural').toContain(evidence);
  });

  it.each([
    ['my interview is on January 20th', '2027-01-20'],
    ['loop end of Jan', '2027-01-31'],
    ['onsite mid February', '2027-02-15'],
    ['in 3 wks', '2026-12-15'],
    ['next Friday', '2026-12-04'],
    ['on 2027-01-20, then another on 2027-01-12', '2027-01-12'],
    ['it was last week', undefined],
    ['I have 6 hours a week', undefined],
  ])('date: %s', (text, date) => {
    expect(read(text).interviewDate).toBe(date);
  });

  it.each([
    ['€80 per session', { amount: 8000, currency: 'EUR', per: 'session' }],
    ['2k total', { amount: 200000, currency: 'USD', per: 'total' }],
    ['$2k total', { amount: 200000, currency: 'USD', per: 'total' }],
    ['£300 a month', { amount: 30000, currency: 'GBP', per: 'month' }],
    ['₹15,000 per month', { amount: 1500000, currency: 'INR', per: 'month' }],
    ['budget 150/wk', { amount: 15000, currency: 'USD', per: 'week' }],
    ['200 euros overall', { amount: 20000, currency: 'EUR', per: 'total' }],
    ['a couple hundred bucks', { amount: 20000, currency: 'USD', per: 'month' }],
    ['¥9000 a session', { amount: 9000, currency: 'JPY', per: 'session' }],
  ])('budget: %s', (text, budget) => {
    expect(read(text).budget).toEqual(budget);
  });

  it.each([
    ['not worried about behavioral', { behavioral: 4 }],
    ['never done SQL', { 'sql-data': 1 }],
    ['system design scares me', { 'system-design': 1 }],
    ['rusty on SQL, system design and metrics', { 'sql-data': 2, 'system-design': 2, execution: 2 }],
    ['weak on SQL but strong in product sense', { 'sql-data': 2, 'product-sense': 4 }],
    ['want a mock on strategy', { strategy: 2 }],
    ['system design killed my last loop', { 'system-design': 2 }],
    ['product sense 4/5', { 'product-sense': 4 }],
    ['not very confident in execution', { execution: 2 }],
    ['I like strategy games', {}],
  ])('confidence: %s', (text, confidence) => {
    expect(read(text).confidence).toEqual(confidence);
  });

  it('takes companies it does not know by their place in the sentence, and ordinary words only with a capital', () => {
    expect(read('final round at Zorbify next week').targetCompanies).toEqual(['Zorbify']);
    expect(read('I want to hit my target in a square room').targetCompanies).toEqual([]);
    expect(read('PM role at Square').targetCompanies).toEqual(['Square']);
  });

  it('reads level, region, hours, languages and times of day', () => {
    expect(read('Senior PM in London, 5-7 hrs per week, evenings, preferably German')).toMatchObject({
      level: 'senior',
      region: 'europe',
      weeklyHours: 6,
      languages: ['de'],
      preferredHours: [{ weekdays: [1, 2, 3, 4, 5], start: '18:00', end: '21:00' }],
    });
  });

  it('lets explicit fields win over the text', () => {
    const { answers, inferred } = merge(
      { interviewDate: '2027-03-01', confidence: { 'sql-data': 5 } },
      inferences('loop in three weeks, weak on SQL and system design'),
    );
    expect(answers).toMatchObject({ interviewDate: '2027-03-01', confidence: { 'sql-data': 5, 'system-design': 2 } });
    expect(inferred.map(({ field }) => field)).not.toContain('interviewDate');
  });

  it('invents nothing for empty talk and asks two questions back', () => {
    const found = inferences('hello, can you help me please?');
    expect(found).toEqual([]);
    expect(followUps(found)).toHaveLength(2);
  });

  it.each([
    '9'.repeat(100_000),
    'a '.repeat(50_000),
    '((((('.repeat(20_000),
    'weak '.repeat(20_000),
    '$'.repeat(50_000),
    'in '.repeat(30_000),
    '\u0000<script>alert(1)</script>',
  ])('answers hostile text of any kind quickly (%#)', (text) => {
    const started = performance.now();
    readGoals(text, { now, timeZone: 'UTC', rubric });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
