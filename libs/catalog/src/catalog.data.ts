import type { CatalogEntry } from './rubric.ts';

/**
 * The taxonomy and the rubric as first shipped. Rows of the rubric marked S come from "The PM Interview Has Become a
 * Technical One" (MentorCruise, K. Armstrong, 2024-25 hiring reports); the rest is our judgement, to be revised with outcomes.
 */
const list = (
  kind: CatalogEntry['kind'],
  entries: [slug: string, name: string, description?: string, data?: object][],
): CatalogEntry[] =>
  entries.map(([slug, name, description = '', data = {}], position) => ({
    kind,
    slug,
    name,
    description,
    position,
    data,
  }));

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
const weights = (...values: number[]) => ({
  weights: Object.fromEntries(ROUNDS.map((round, i) => [round, values[i]])),
});

const specialties = list('specialty', [
  ['ai-pm', 'AI product management', 'Products built on models: evaluation, cost, latency, safety'],
  ['fintech', 'Fintech', 'Payments, lending, risk, compliance'],
  ['infra', 'Infrastructure', 'Cloud, data and developer platforms'],
  ['growth', 'Growth', 'Acquisition, activation, retention, experiments'],
  ['platform', 'Platform', 'Internal and external platforms, APIs'],
  ['consumer', 'Consumer', 'Products for everyone'],
  ['enterprise-saas', 'Enterprise SaaS', 'Business software with long sales cycles'],
  ['marketplace', 'Marketplace', 'Two-sided products, liquidity, trust'],
  ['healthcare', 'Healthcare', 'Clinical, payer and patient products'],
  ['devtools', 'Developer tools', 'Products for engineers'],
]);

const rounds = list('round', [
  ['product-sense', 'Product sense', 'Design and improve a product for a user', { technical: false }],
  ['execution', 'Execution', 'Metrics, trade-offs, a number that dropped', { technical: false }],
  ['behavioral', 'Behavioral', 'Leadership, conflict, influence', { technical: false }],
  ['strategy', 'Strategy', 'Markets, entry, pricing, vision', { technical: false }],
  ['system-design', 'System design', 'Why a system uses a technique and what it costs', { technical: true }],
  ['sql-data', 'SQL and data', 'GROUP BY, window functions, reading a query plan', { technical: true }],
  [
    'ai-building',
    'Building with AI',
    'Ship a small thing on a model API and defend its trade-offs',
    { technical: true },
  ],
  ['domain-depth', 'Domain depth', "The industry's own rules, stack and risks", { technical: false }],
]);

const segments = list('segment', [
  [
    'big-tech',
    'Big tech',
    'Data structures, SQL against NoSQL, load balancing, caching; design of a link shortener, file sync, news feed; reasons, not code',
    weights(5, 5, 4, 3, 4, 3, 2, 1),
  ],
  [
    'ai-native',
    'AI-native',
    'RAG or fine-tuning, embedding latency, shipping an LLM product and what was learnt',
    weights(4, 4, 3, 3, 4, 3, 5, 3),
  ],
  [
    'ai-infra-devtools',
    'AI infrastructure and developer tools',
    'Context windows, latency limits, model evaluation, cost per token',
    weights(3, 3, 3, 3, 5, 3, 5, 4),
  ],
  [
    'fintech',
    'Fintech',
    'Microservices, API gateways, KYC flows, security architecture, fraud and risk',
    weights(3, 4, 3, 3, 5, 4, 2, 5),
  ],
  [
    'early-startup',
    'Early startup',
    'Specialists wanted: technical, AI, platform, growth; show something built',
    weights(4, 4, 3, 3, 3, 3, 4, 3),
  ],
  [
    'enterprise-saas',
    'Enterprise SaaS',
    'Stakeholders and market strategy; the technical bar is not the first filter',
    weights(3, 3, 5, 5, 2, 2, 1, 3),
  ],
  ['consumer', 'Consumer', 'Product sense and execution rounds as before', weights(5, 5, 4, 3, 1, 3, 1, 1)],
  [
    'mid-market',
    'Mid-market',
    'Fundamentals plus analytical depth instead of system design',
    weights(4, 4, 4, 3, 1, 4, 1, 2),
  ],
  ['non-tech', 'Non-tech', 'Fundamentals', weights(3, 3, 5, 4, 1, 2, 1, 2)],
]);

const region = (technical: number, soft: number) => ({ technical, soft });
const regions = list('region', [
  ['us-sf', 'San Francisco Bay Area', '', region(1.2, 1)],
  ['us-seattle', 'Seattle', '', region(1.2, 1)],
  ['us-nyc', 'New York', '', region(1.2, 1)],
  ['us-other', 'United States, elsewhere', '', region(1, 1)],
  ['canada', 'Canada', '', region(1, 1)],
  ['europe', 'Europe', '', region(0.85, 1.15)],
  ['apac', 'Asia-Pacific', '', region(0.85, 1.15)],
  ['sea', 'South-East Asia', '', region(0.85, 1.15)],
  ['latam', 'Latin America', '', region(0.95, 1.05)],
  ['mea', 'Middle East and Africa', '', region(0.95, 1.05)],
  ['remote-global', 'Remote, worldwide', '', region(0.95, 1.05)],
]);

const levels = list('level', [
  ['apm', 'Associate PM', '', { add: { 'product-sense': 1, strategy: -1 } }],
  ['pm', 'PM', '', { add: {} }],
  ['senior', 'Senior PM', '', { add: { strategy: 1 } }],
  [
    'lead',
    'Lead or group PM',
    '',
    {
      add: { behavioral: 1, strategy: 1 },
      technicalSegments: ['big-tech', 'ai-native', 'ai-infra-devtools', 'fintech'],
    },
  ],
  [
    'director',
    'Director',
    '',
    {
      add: { behavioral: 1, strategy: 1 },
      technicalSegments: ['big-tech', 'ai-native', 'ai-infra-devtools', 'fintech'],
    },
  ],
]);

const languages = list('language', [
  ['en', 'English'],
  ['es', 'Spanish'],
  ['fr', 'French'],
  ['de', 'German'],
  ['pt', 'Portuguese'],
  ['it', 'Italian'],
  ['nl', 'Dutch'],
  ['pl', 'Polish'],
  ['sv', 'Swedish'],
  ['tr', 'Turkish'],
  ['he', 'Hebrew'],
  ['ar', 'Arabic'],
  ['hi', 'Hindi'],
  ['ta', 'Tamil'],
  ['zh', 'Chinese'],
  ['ja', 'Japanese'],
  ['ko', 'Korean'],
  ['id', 'Indonesian'],
  ['vi', 'Vietnamese'],
  ['uk', 'Ukrainian'],
]);

const COMPANIES: Record<string, string> = {
  'big-tech':
    'Google, Meta, Amazon, Microsoft, Apple, Oracle, IBM, Intel, Nvidia, Samsung, ByteDance, TikTok, Tencent, Alibaba, LinkedIn, YouTube, Cisco, Adobe, Qualcomm, Facebook',
  'ai-native':
    'OpenAI, Anthropic, Mistral, Cohere, Perplexity, Character.AI, Midjourney, Runway, Hugging Face, Stability AI, Inflection, Adept, Jasper, Glean, Harvey, ElevenLabs, DeepMind, xAI',
  fintech:
    'Stripe, PayPal, Plaid, Adyen, Revolut, Klarna, Block, Square, Wise, Monzo, N26, Nubank, Brex, Ramp, Coinbase, Robinhood, Chime, Affirm, Razorpay, PhonePe, Paytm, Mollie, Checkout.com, Marqeta, Starling',
  'ai-infra-devtools':
    'Datadog, Vercel, Databricks, Snowflake, HashiCorp, Pinecone, GitHub, GitLab, MongoDB, Confluent, Elastic, Cloudflare, Supabase, Grafana, Weights & Biases, LangChain, JetBrains, Twilio, Postman, CoreWeave',
  'early-startup': 'Y Combinator startup, seed startup, Series A startup',
  'enterprise-saas':
    'Salesforce, Workday, SAP, ServiceNow, Atlassian, HubSpot, Zendesk, Zoom, Slack, DocuSign, Okta, Box, Asana, Monday.com, Personio, Celonis, UiPath, Freshworks, Zoho, Intuit',
  consumer:
    'Airbnb, Spotify, Netflix, Uber, DoorDash, Lyft, Pinterest, Snap, Reddit, Discord, Duolingo, Booking.com, Instacart, Etsy, eBay, Shopify, Zalando, Grab, Gojek, Swiggy, Zomato, Flipkart, Mercado Libre, Bumble, Strava, Peloton, Delivery Hero',
  'mid-market':
    'Gusto, Toast, Procore, Squarespace, Mailchimp, Yelp, Eventbrite, Zillow, Wayfair, Chewy, Carvana, Thumbtack',
  'non-tech':
    'Bosch, Walmart, Siemens, Volkswagen, Nike, Target, IKEA, Disney, JPMorgan, Goldman Sachs, Capital One, HSBC, Barclays, Mayo Clinic, Kaiser Permanente, UnitedHealth, Pfizer, Unilever, Procter & Gamble, Tesco',
};
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const companies = list(
  'company',
  Object.entries(COMPANIES).flatMap(([segment, names]) =>
    names.split(', ').map((name): [string, string, string, object] => [slugOf(name), name, '', { segment }]),
  ),
);

const gains = (good: string[], high: number, low: number) => ({
  gain: Object.fromEntries(ROUNDS.map((round) => [round, good.includes(round) ? high : low])),
});
const options = list('option', [
  [
    'self-study',
    'Self-study',
    'Free material and your own discipline',
    {
      ...gains(['sql-data', 'system-design', 'ai-building'], 0.35, 0.15),
      costPerWeek: [0, 10],
      feedback: 1,
      accountability: 1,
    },
  ],
  [
    'course',
    'Course',
    'A structured curriculum',
    { ...gains(['system-design', 'sql-data'], 0.45, 0.25), costPerWeek: [20, 60], feedback: 2, accountability: 2 },
  ],
  [
    'bootcamp',
    'Bootcamp',
    'All topics, slowly',
    { ...gains(ROUNDS, 0.4, 0.4), costPerWeek: [200, 500], feedback: 3, accountability: 4 },
  ],
  [
    'peer-mocks',
    'Peer mocks',
    'Practice with other candidates',
    {
      ...gains(['behavioral', 'product-sense', 'execution'], 0.4, 0.15),
      costPerWeek: [0, 20],
      feedback: 2,
      accountability: 3,
    },
  ],
  [
    'mentoring',
    'Mentoring',
    'Sessions with someone who has coached exactly these rounds',
    {
      ...gains(['behavioral', 'product-sense', 'strategy', 'execution', 'domain-depth'], 0.6, 0.4),
      costPerWeek: [60, 300],
      feedback: 5,
      accountability: 5,
    },
  ],
]);

const practice = list('practice', [
  [
    'system-design',
    'Name the technique and its cost',
    'Load balancer, cache, queue failure modes, SQL or NoSQL: why a system uses them and what they cost',
    { round: 'system-design', milestone: 'explains the cache trade-offs of a news feed in 10 minutes', longLead: true },
  ],
  [
    'sql-data',
    'Query a real data set',
    'GROUP BY, window functions, reading a query plan (DataLemur, Mode)',
    { round: 'sql-data', milestone: 'writes a retention query with a window function unaided', longLead: true },
  ],
  [
    'ai-building',
    'Deploy one small LLM feature',
    'One small deployed thing with a UI; rate limits, prompt trade-offs, latency against cost, error handling',
    { round: 'ai-building', milestone: 'demonstrates a deployed feature and says what it costs per call' },
  ],
  [
    'domain-depth',
    "Read the target's stack",
    'Engineering blog and job posts: what they run and why, 2-3 hours per company',
    { round: 'domain-depth', milestone: "draws the target's main money or data flow from memory" },
  ],
  [
    'execution',
    'Diagnose metric drops',
    'Rule out deploys, instrumentation, API failures and incidents before product causes',
    { round: 'execution', milestone: 'walks through a metric drop in 15 minutes without a gap' },
  ],
  [
    'product-sense',
    'Design for one user',
    'Two improvement cases with a clear user, pain and trade-off',
    { round: 'product-sense', milestone: 'structures a product case in 5 minutes and defends one choice' },
  ],
  [
    'strategy',
    'Argue one market',
    'One entry decision with numbers, one counter-argument',
    { round: 'strategy', milestone: 'argues a market entry both ways in 10 minutes' },
  ],
  [
    'behavioral',
    'Write six stories',
    'Conflict, failure, influence, leadership: situation, action, result in two minutes each',
    { round: 'behavioral', milestone: 'tells six stories in two minutes each' },
  ],
]);

/** Every entry a new database starts with. */
export const CATALOG: readonly CatalogEntry[] = [
  ...specialties,
  ...rounds,
  ...segments,
  ...regions,
  ...levels,
  ...languages,
  ...companies,
  ...options,
  ...practice,
];

/** The rubric's version as shipped; an intake remembers the one it was read with. */
export const RUBRIC_VERSION = '2026-11';
