import { CATALOG, RUBRIC_VERSION } from './catalog.data.ts';
import { checkedData } from './catalog-rules.ts';
import { rubricOf } from './rubric.ts';

const rubric = rubricOf(RUBRIC_VERSION, CATALOG);
const ROUNDS = [
  'product-sense',
  'execution',
  'behavioral',
  'strategy',
  'system-design',
  'sql-data',
  'ai-building',
  'domain-depth',
];

/** The design's tables, copied by hand. */
const WEIGHTS: Record<string, number[]> = {
  'big-tech': [5, 5, 4, 3, 4, 3, 2, 1],
  'ai-native': [4, 4, 3, 3, 4, 3, 5, 3],
  'ai-infra-devtools': [3, 3, 3, 3, 5, 3, 5, 4],
  fintech: [3, 4, 3, 3, 5, 4, 2, 5],
  'early-startup': [4, 4, 3, 3, 3, 3, 4, 3],
  'enterprise-saas': [3, 3, 5, 5, 2, 2, 1, 3],
  consumer: [5, 5, 4, 3, 1, 3, 1, 1],
  'mid-market': [4, 4, 4, 3, 1, 4, 1, 2],
  'non-tech': [3, 3, 5, 4, 1, 2, 1, 2],
};
const GAINS: Record<string, number[]> = {
  'self-study': [0.15, 0.15, 0.15, 0.15, 0.35, 0.35, 0.35, 0.15],
  course: [0.25, 0.25, 0.25, 0.25, 0.45, 0.45, 0.25, 0.25],
  bootcamp: [0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4],
  'peer-mocks': [0.4, 0.4, 0.4, 0.15, 0.15, 0.15, 0.15, 0.15],
  mentoring: [0.6, 0.6, 0.6, 0.6, 0.4, 0.4, 0.4, 0.6],
};
const REGIONS: Record<string, [technical: number, soft: number]> = {
  ...{ 'us-sf': [1.2, 1], 'us-seattle': [1.2, 1], 'us-nyc': [1.2, 1], 'us-other': [1, 1], canada: [1, 1] },
  ...{ europe: [0.85, 1.15], apac: [0.85, 1.15], sea: [0.85, 1.15] },
  ...{ latam: [0.95, 1.05], mea: [0.95, 1.05], 'remote-global': [0.95, 1.05] },
};

describe('the rubric as shipped', () => {
  it('has the weights of the design', () => {
    const weights = rubric.segments.map(({ slug, weights: of }) => [slug, ROUNDS.map((round) => of[round])]);
    expect(Object.fromEntries(weights)).toEqual(WEIGHTS);
  });

  it('has the gains, feedback and accountability of the design', () => {
    const gains = rubric.options.map(({ slug, gain }) => [slug, ROUNDS.map((round) => gain[round])]);
    expect(Object.fromEntries(gains)).toEqual(GAINS);
    expect(rubric.options.map(({ slug, feedback, accountability }) => [slug, feedback, accountability])).toEqual([
      ['self-study', 1, 1],
      ['course', 2, 2],
      ['bootcamp', 3, 4],
      ['peer-mocks', 2, 3],
      ['mentoring', 5, 5],
    ]);
  });

  it('has the regions of the design', () => {
    expect(Object.fromEntries(rubric.regions.map(({ slug, technical, soft }) => [slug, [technical, soft]]))).toEqual(
      REGIONS,
    );
  });

  it('knows more than 120 companies, each name once, the ones of the design where they belong', () => {
    const of = new Map(rubric.companies.map(({ name, segment }) => [name, segment]));
    const names = rubric.companies.flatMap(({ name, aliases }) => [name, ...aliases]).map((name) => name.toLowerCase());
    expect(of.size).toBeGreaterThan(120);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    for (const [segment, listed] of Object.entries({
      'big-tech': ['Google', 'Meta', 'Amazon', 'Microsoft', 'Apple'],
      'ai-native': ['OpenAI', 'Anthropic', 'Mistral', 'Cohere'],
      fintech: ['Stripe', 'PayPal', 'Plaid', 'Adyen', 'Revolut', 'Klarna'],
      'ai-infra-devtools': ['Datadog', 'Vercel', 'Databricks', 'Snowflake', 'HashiCorp', 'Pinecone'],
      'enterprise-saas': ['Salesforce', 'Workday', 'SAP', 'ServiceNow'],
      consumer: ['Airbnb', 'Spotify', 'Netflix', 'Uber', 'DoorDash'],
      'non-tech': ['Bosch', 'Walmart'],
    }))
      expect(listed.map((name) => [name, of.get(name)])).toEqual(listed.map((name) => [name, segment]));
  });

  it('keeps its own rules: what ships could be written by an admin', () => {
    for (const { kind, data } of CATALOG) expect(() => checkedData(kind, data, rubric)).not.toThrow();
  });
});
