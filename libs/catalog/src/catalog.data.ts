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
const weights = (values: number[], ...specialties: string[]) => ({
  weights: Object.fromEntries(ROUNDS.map((round, i) => [round, values[i]])),
  specialties,
});

const specialties = list('specialty', [
  [
    'ai-pm',
    'AI product management',
    'Products built on models: evaluation, cost, latency, safety',
    { segment: 'ai-native' },
  ],
  ['fintech', 'Fintech', 'Payments, lending, risk, compliance', { segment: 'fintech' }],
  ['infra', 'Infrastructure', 'Cloud, data and developer platforms', { segment: 'ai-infra-devtools' }],
  ['growth', 'Growth', 'Acquisition, activation, retention, experiments', { segment: 'consumer' }],
  ['platform', 'Platform', 'Internal and external platforms, APIs', { segment: 'ai-infra-devtools' }],
  ['consumer', 'Consumer', 'Products for everyone', { segment: 'consumer' }],
  ['enterprise-saas', 'Enterprise SaaS', 'Business software with long sales cycles', { segment: 'enterprise-saas' }],
  ['marketplace', 'Marketplace', 'Two-sided products, liquidity, trust', { segment: 'consumer' }],
  ['healthcare', 'Healthcare', 'Clinical, payer and patient products', { segment: 'non-tech' }],
  ['devtools', 'Developer tools', 'Products for engineers', { segment: 'ai-infra-devtools' }],
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
    weights([5, 5, 4, 3, 4, 3, 2, 1]),
  ],
  [
    'ai-native',
    'AI-native',
    'RAG or fine-tuning, embedding latency, shipping an LLM product and what was learnt',
    weights([4, 4, 3, 3, 4, 3, 5, 3], 'ai-pm'),
  ],
  [
    'ai-infra-devtools',
    'AI infrastructure and developer tools',
    'Context windows, latency limits, model evaluation, cost per token',
    weights([3, 3, 3, 3, 5, 3, 5, 4], 'infra', 'devtools'),
  ],
  [
    'fintech',
    'Fintech',
    'Microservices, API gateways, KYC flows, security architecture, fraud and risk',
    weights([3, 4, 3, 3, 5, 4, 2, 5], 'fintech'),
  ],
  [
    'early-startup',
    'Early startup',
    'Specialists wanted: technical, AI, platform, growth; show something built',
    weights([4, 4, 3, 3, 3, 3, 4, 3]),
  ],
  [
    'enterprise-saas',
    'Enterprise SaaS',
    'Stakeholders and market strategy; the technical bar is not the first filter',
    weights([3, 3, 5, 5, 2, 2, 1, 3], 'enterprise-saas'),
  ],
  [
    'consumer',
    'Consumer',
    'Product sense and execution rounds as before',
    weights([5, 5, 4, 3, 1, 3, 1, 1], 'consumer'),
  ],
  [
    'mid-market',
    'Mid-market',
    'Fundamentals plus analytical depth instead of system design',
    weights([4, 4, 4, 3, 1, 4, 1, 2]),
  ],
  ['non-tech', 'Non-tech', 'Fundamentals', weights([3, 3, 5, 4, 1, 2, 1, 2])],
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

/** By segment; other names people write follow in brackets. */
const COMPANIES: Record<string, string> = {
  'big-tech':
    'Google [Alphabet, GCP, Google Cloud], Meta [Facebook, Instagram, WhatsApp, FB], Amazon [AWS, AMZN, Amazon Web Services], Microsoft [MSFT, Azure], Apple, Oracle, IBM, Intel, Nvidia, Samsung, ByteDance, TikTok, Tencent, Alibaba, LinkedIn, YouTube, Cisco, Adobe, Qualcomm, Baidu, Huawei, Dell, HP, AMD',
  'ai-native':
    'OpenAI [Open AI], Anthropic, Mistral [Mistral AI], Cohere, Perplexity, Character.AI [Character AI], Midjourney, Runway, Hugging Face [HuggingFace], Stability AI, Inflection, Adept, Jasper, Glean, Harvey, ElevenLabs [Eleven Labs], DeepMind [Google DeepMind], xAI, Scale AI, Sierra, Cursor [Anysphere], Cognition, Suno, Writer, Replit, Lovable, Sarvam AI, Krutrim',
  fintech:
    'Stripe, PayPal, Plaid, Adyen, Revolut, Klarna, Block, Square, Wise [TransferWise], Monzo, N26, Nubank, Brex, Ramp, Coinbase, Robinhood, Chime, Affirm, Razorpay, PhonePe, Paytm, Mollie, Checkout.com, Marqeta, Starling [Starling Bank], SumUp, Qonto, Trade Republic, Bolt Financial, SoFi, Mercury, Visa, Mastercard, American Express [Amex], Intuit, Zerodha, Groww, CRED, Pine Labs, Binance, Kraken, Flutterwave, Paystack, Airwallex, Rapyd, GoCardless, Cash App, Lemonade, Stone, BharatPe, Bilt, Carta, Upstart, Xendit',
  'ai-infra-devtools':
    'Datadog, Vercel, Databricks, Snowflake, HashiCorp, Pinecone, GitHub, GitLab, MongoDB, Confluent, Elastic, Cloudflare, Supabase, Grafana [Grafana Labs], Weights & Biases [wandb, Weights and Biases], LangChain, JetBrains, Linear, Twilio, Postman, CoreWeave, Weaviate, Netlify, Sentry, New Relic, Splunk, Docker, Redis, LaunchDarkly, PagerDuty, CircleCI, Palantir, Together AI, Groq, Cerebras, Neon, BrowserStack, Hasura',
  'early-startup': '',
  'enterprise-saas':
    'Salesforce [SFDC], Workday, SAP, ServiceNow, Atlassian, HubSpot, Zendesk, Zoom, Slack, DocuSign, Okta, Box, Asana, Monday.com, Personio, Celonis, UiPath, Freshworks, Zoho, Notion, Figma, Canva, Miro, Airtable, Dropbox, Veeva, Gong, Intercom, Pega, Genesys, Coupa, Anaplan, Contentful, Algolia, Deel, Rippling, Retool, Webflow, Calendly, Loom, Grammarly, Smartsheet, Zscaler, CrowdStrike, Palo Alto Networks, Qualtrics, Amplitude, Mixpanel, Braze, Klaviyo',
  consumer:
    'Airbnb, Spotify, Netflix, Uber, DoorDash, Lyft, Pinterest, Snap [Snapchat], Reddit, Discord, Duolingo, Booking.com, Instacart, Etsy, eBay, Shopify, Zalando, Grab, Gojek, Swiggy, Zomato, Flipkart, Mercado Libre [MercadoLibre, Meli], Bumble, Strava, Peloton, Delivery Hero, Deliveroo, HelloFresh, Bolt, Lazada, Shopee, Tokopedia, Meesho, Myntra, Ola, Rappi, iFood, Careem, Noon, Expedia, Tripadvisor, Roblox, Twitch, Tinder, Hinge, Trivago, Vinted, BlaBlaCar, Just Eat, Rakuten, Mercari, LINE, Kakao, Coupang, Naver, Glovo, Trendyol, Sea Group [Sea Limited], Bending Spoons, Wolt, Getir, Blinkit, Zepto, BigBasket, Dream11, MakeMyTrip, OYO, Agoda, Traveloka, Skyscanner, Headspace, Quora, Nextdoor, Epic Games, Electronic Arts, Zynga, ShareChat, Urban Company',
  'mid-market':
    'Gusto, Toast, Procore, Squarespace, Mailchimp, Yelp, Eventbrite, Zillow, Wayfair, Chewy, Carvana, Thumbtack, Wix, GoDaddy, Blackbaud, Mindbody, Vimeo, Udemy, Coursera, Redfin, Opendoor, Ticketmaster, StubHub, Oscar Health, Doctolib, Zocdoc, Teladoc, Flatiron Health, Lattice',
  'non-tech':
    "Bosch, Walmart [Walmart Labs, Walmart Global Tech], Siemens, Volkswagen [VW], Nike, Target, IKEA, Disney, JPMorgan [JP Morgan, JPMC, JPMorgan Chase], Goldman Sachs [Goldman], Capital One, HSBC, Barclays, Mayo Clinic, Kaiser Permanente, UnitedHealth [UnitedHealthcare, Optum], Pfizer, Unilever, Procter & Gamble [P&G], Tesco, Citi [Citibank], Deutsche Bank, Wells Fargo, Bank of America [BofA], Morgan Stanley, BMW, Mercedes-Benz [Mercedes], Ford, Toyota, Shell, Philips, Novartis, Roche, Allianz, ING, Santander, BBVA, DHL, Lufthansa, Home Depot, Costco, CVS, Sony, Nestle, Reliance, Tata, Tesla, Rivian, Ocado, Sainsbury's [Sainsburys], Lloyds [Lloyds Bank], NatWest, UBS, BlackRock, Fidelity, Vanguard, Charles Schwab [Schwab], Starbucks, Lego, Airbus, Boeing, Accenture, Deloitte, McKinsey",
};
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const companies = list(
  'company',
  Object.entries(COMPANIES).flatMap(([segment, names]) =>
    [...names.matchAll(/([^,[]+?)(?: \[([^\]]+)\])?(?:, |$)/g)].map(
      ([, name = '', aliases]): [string, string, string, object] => [
        slugOf(name),
        name,
        '',
        { segment, aliases: aliases?.split(', ') ?? [] },
      ],
    ),
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
    'System design at PM depth',
    'Why a system uses a technique and what it costs: load balancer, cache, queue failure modes, SQL or NoSQL; no need to implement',
    {
      round: 'system-design',
      longLead: true,
      time: '3-5 weeks at 4 hours a week',
      tasks: [
        'Draw a link shortener: name each part, why it is there and what it costs',
        'Draw a news feed with its cache; say what happens when the cache is cold',
        'Take a queue out of a design, then put it back: what fails, what is slower',
        'Choose SQL or NoSQL for three products and defend each choice in two minutes',
      ],
      milestones: [
        'explains load balancer, cache and queue with what each costs, in five minutes',
        'explains the cache trade-offs of a news feed in 10 minutes',
      ],
      resources: [{ name: 'Grokking the System Design Interview' }, { name: "Gaurav Sen's videos" }],
    },
  ],
  [
    'sql-data',
    'SQL',
    'GROUP BY, window functions, reading a query plan',
    {
      round: 'sql-data',
      longLead: true,
      time: '4-6 weeks of steady practice',
      tasks: [
        'Ten GROUP BY exercises on a real data set, each with the question in words first',
        'Retention and funnels with window functions, five exercises',
        'Read three query plans and say what is slow in each',
        'Two timed data cases: question, query, what you would do with the answer',
      ],
      milestones: [
        'writes a weekly-active-users query with GROUP BY unaided',
        'writes a retention query with a window function unaided',
      ],
      resources: [{ name: 'DataLemur' }, { name: 'Mode' }, { name: 'Dataquest' }],
    },
  ],
  [
    'ai-building',
    'Building with an LLM API',
    'One small deployed thing with a UI; rate limits, prompt trade-offs, latency against cost, error handling',
    {
      round: 'ai-building',
      time: 'a weekend, then iterate',
      tasks: [
        'Deploy one small thing with a UI on a model API in a weekend',
        'Measure its latency and cost per call; halve one of them and note what got worse',
        'Handle its rate limits and errors; write twenty evaluation cases',
        'Tell the story of it in three minutes: problem, trade-offs, what you learnt',
      ],
      milestones: [
        'has a deployed feature that somebody else can click on',
        'demonstrates a deployed feature and says what it costs per call',
      ],
      resources: [{ name: 'A weekend project on the Anthropic or OpenAI API' }],
    },
  ],
  [
    'domain-depth',
    "The target's stack and rules",
    'What they run and why; microservices, cloud; the rules of the industry',
    {
      round: 'domain-depth',
      time: '2-3 hours per company',
      tasks: [
        "Read the target's engineering blog and job posts; note what they run and why",
        "Draw the target's main money or data flow with every party in it",
        'List the three rules or risks of the industry that shape the product',
        'Write five questions only somebody who knows the product would ask',
      ],
      milestones: [
        "names what the target's product runs on and why",
        "draws the target's main money or data flow from memory",
      ],
      resources: [{ name: "The target's engineering blog and job posts" }],
    },
  ],
  [
    'execution',
    'Metric drops, through a technical lens',
    'Rule out deploys, instrumentation, API failures and incidents before product causes',
    {
      round: 'execution',
      time: '2 sessions and 4 cases',
      tasks: [
        'One metric drop in writing: deploys, instrumentation, API failures, incidents, then product causes',
        'Choose and defend the one metric for three products',
        'A second metric drop against the clock: 15 minutes',
        'One prioritization case with what you leave out and why',
      ],
      milestones: [
        'lists the technical causes of a drop before any product cause',
        'walks through a metric drop in 15 minutes without a gap',
      ],
      resources: [],
    },
  ],
  [
    'product-sense',
    'Product cases',
    'Two improvement cases with a clear user, pain and trade-off',
    {
      round: 'product-sense',
      time: 'continuous',
      tasks: [
        'One improvement case in writing: user, pain, three ideas, one choice',
        'Take apart a product of the target: for whom, why now, what is missing',
        'Two cases aloud against the clock, recorded; listen to one',
        'One design case for a user you are not',
      ],
      milestones: [
        'names user, pain and goal of a case within three minutes',
        'structures a product case in 5 minutes and defends one choice',
      ],
      resources: [],
    },
  ],
  [
    'strategy',
    'Market cases',
    'One entry decision with numbers, one counter-argument',
    {
      round: 'strategy',
      time: 'continuous',
      tasks: [
        'One market entry with numbers, on one page',
        'Write the best argument against your own recommendation',
        "Read the target's last results and say what you would stop",
        'One pricing case aloud in ten minutes',
      ],
      milestones: ['sizes a market aloud in five minutes', 'argues a market entry both ways in 10 minutes'],
      resources: [],
    },
  ],
  [
    'behavioral',
    'Stories',
    'Conflict, failure, influence, leadership: situation, action, result in two minutes each',
    {
      round: 'behavioral',
      time: 'continuous',
      tasks: [
        'Write six stories: conflict, failure, influence, leadership, a decision without data, a launch',
        'Tell each story in two minutes, recorded; cut what nobody would miss',
        'Fit each story to two of the questions the target asks',
        'Tell three stories to somebody who interrupts',
      ],
      milestones: ['has six stories on one page', 'tells six stories in two minutes each'],
      resources: [],
    },
  ],
]);

const facts = list('fact', [
  [
    'openings-2025',
    'Open PM roles',
    'About 230,000 product roles were open in 2025, against 500,000 in 2020-22: companies choose more strictly.',
  ],
  [
    'technical-fluency-2025',
    'Technical fluency',
    'Technical fluency is a "basic requirement" in the IPL 2025 report on more than 110 hiring events.',
  ],
  [
    'specialists-2025',
    'Specialists',
    'Generalist postings give way to core, growth, platform, AI and technical PMs (2025).',
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
  ...facts,
];

/** The rubric's version as shipped; an intake remembers the one it was read with. */
export const RUBRIC_VERSION = '2026-11';
