/** Words people use, as data. Patterns are linear: alternatives of fixed words, no nested repetition. */

const words = (...alternatives: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'giu');

export const ROUND_WORDS: readonly [round: string, pattern: RegExp][] = [
  [
    'system-design',
    words(
      'systems?[ -]design',
      'sys(?:tem)?[ -]?desi(?:gn|ng)',
      'syst?em desgin',
      'architecture',
      'technical design',
      'scalability',
    ),
  ],
  [
    'sql-data',
    words(
      'sql',
      'sequel',
      'data analysis',
      'data analytics',
      'analytics',
      'analytical',
      'data rounds?',
      'data interviews?',
      'window functions',
    ),
  ],
  ['product-sense', words('product sense', 'product[ -]design', 'product cases?', 'product improvement')],
  [
    'execution',
    words('execution', 'metrics?', 'metric drops?', 'root cause', 'analytical thinking', 'prioriti[sz]ation'),
  ],
  [
    'behavioral',
    words(
      'behaviou?rals?',
      'behaviou?r rounds?',
      'leadership',
      'star stories',
      'culture fit',
      'googlyness',
      'googleyness',
    ),
  ],
  ['strategy', words('strategy', 'strategic', 'market entry', 'go[ -]to[ -]market', 'gtm')],
  [
    'ai-building',
    words(
      'ai[ -]building',
      'build(?:ing)? (?:with|on) (?:ai|llms?)',
      'llms?',
      'rag',
      'prompt(?:ing| engineering)',
      'vibe[ -]coding',
      'ai prototype',
      'prototyping',
      'fine[ -]tuning',
    ),
  ],
  [
    'domain-depth',
    words('domain (?:depth|knowledge|questions?|rounds?)', 'kyc', 'compliance questions?', 'industry knowledge'),
  ],
];

/** The first pattern that fits a clause decides; from the most to the least specific. */
export const CONFIDENCE_CUES: readonly [level: number, pattern: RegExp][] = [
  [
    4,
    words(
      "(?:not|never|n't|isn't|aren't|no longer|less|hardly) (?:really |too |so |that |particularly |all that )?(?:worried|concerned|nervous|scared|stressed|weak|bad)",
      'no (?:worries|concerns|problems?|issues?)',
    ),
  ],
  [
    2,
    words(
      '(?:not|never) (?:really |very |too |so |that |yet )?(?:strong|good|great|confident|comfortable|ready)',
      "don't feel (?:strong|good|confident|comfortable|ready)",
      'killed (?:my|the|our) (?:last )?(?:loop|interview|chances?)',
    ),
  ],
  [
    1,
    words(
      'never (?:done|tried|touched|used|had)',
      'no (?:clue|idea|experience|background)',
      'clueless',
      'terrible',
      'awful',
      'hopeless',
      'scares? me',
      'terrif(?:ied|ies|ying)',
      'zero (?:experience|background|knowledge)',
      "can't do",
    ),
  ],
  [
    5,
    words(
      'killed it',
      'nail(?:ed|ing)?',
      'ace[ds]?',
      'excellent',
      'expert',
      'very (?:strong|good|confident|comfortable)',
      'super (?:strong|confident)',
      'rock solid',
    ),
  ],
  [4, words('strong', 'confident', 'comfortable', 'fine', 'okay', 'ok', 'good', 'decent', 'solid', 'at ease')],
  [2, words('so[ -]so', 'meh', 'mediocre', 'average')],
  [
    2,
    words(
      'weak(?:est|er|ness(?:es)?)?',
      'rusty',
      'worr(?:ied|ies|y|ying)',
      'nervous',
      'anxious',
      'afraid',
      'struggl(?:e|es|ed|ing)',
      'bad',
      'shaky',
      'fail(?:ed|ing|s)?',
      'bombed',
      'poor',
      'lacking',
      'gaps?',
      'bothers? me',
      'flunked',
    ),
  ],
  [
    2,
    words(
      '(?:need|want|looking for|would like|get|some|help me)(?: \\w+){0,2} (?:help|mocks?|practice|coaching|support|guidance)',
      'help(?: me)? (?:with|on|in)',
      '(?:mocks?|practi[cs]e|coaching|prep(?:are|aration)?|work) (?:on|for|with|in)',
      'improve',
      'brush up',
      'get better at',
    ),
  ],
];

export const SEGMENT_WORDS: readonly [segment: string, pattern: RegExp][] = [
  ['big-tech', words('faang', 'maang', 'mamaa', 'big[ -]tech', 'large tech')],
  [
    'ai-native',
    words(
      'ai[ -]native',
      'ai (?:start-?ups?|labs?|compan(?:y|ies))',
      'llm (?:start-?ups?|compan(?:y|ies))',
      'foundation models?',
      'genai',
    ),
  ],
  [
    'ai-infra-devtools',
    words(
      'dev[ -]?tools?',
      'developer (?:tools?|platforms?)',
      'ai infra(?:structure)?',
      'ml ?ops',
      'infra compan(?:y|ies)',
    ),
  ],
  ['fintech', words('fin[ -]?tech', 'payments?', 'neo[ -]?banks?', 'lending', 'crypto')],
  [
    'early-startup',
    words('early[ -]stage', 'seed[ -]stage', 'series a', 'founding pm', 'small start-?ups?', 'start-?ups?'),
  ],
  ['enterprise-saas', words('enterprise', 'b2b(?: saas)?', 'saas')],
  ['consumer', words('consumer', 'b2c', 'd2c', 'social media')],
  ['mid-market', words('mid[ -]?market', 'mid[ -]?sized?', 'scale-?ups?')],
  [
    'non-tech',
    words('non[ -]tech', 'banks?', 'banking', 'hospitals?', 'retail', 'insurance', 'manufacturing', 'government'),
  ],
];

export const SPECIALTY_WORDS: readonly [specialty: string, pattern: RegExp][] = [
  ['ai-pm', words('ai pm', 'ai product', 'ml pm', 'machine learning', 'genai', 'llms?')],
  ['fintech', words('fin[ -]?tech', 'payments?', 'lending', 'kyc')],
  ['infra', words('infra(?:structure)?', 'cloud')],
  ['growth', words('growth')],
  ['platform', words('platform pm', 'platforms?', 'apis?')],
  ['consumer', words('consumer')],
  ['enterprise-saas', words('enterprise', 'b2b', 'saas')],
  ['marketplace', words('marketplaces?', 'two[ -]sided')],
  ['healthcare', words('health ?(?:care|tech)', 'medical', 'clinical')],
  ['devtools', words('dev[ -]?tools?', 'developer (?:tools?|experience)')],
];

export const LEVEL_WORDS: readonly [level: string, pattern: RegExp][] = [
  ['director', words('director', 'head of product', 'vp(?: of)? product')],
  [
    'lead',
    words(
      'lead pm',
      'group pm',
      'gpm',
      'principal(?: pm)?',
      'staff pm',
      'lead product manager',
      'group product manager',
    ),
  ],
  ['senior', words('senior', 'sr\\.? pm', 'sr\\.? product', 'spm')],
  ['apm', words('apm', 'associate(?: pm| product manager)?', 'rotational', 'new grad', 'junior pm')],
];

export const REGION_WORDS: readonly [region: string, pattern: RegExp][] = [
  ['us-sf', words('san francisco', 'bay area', 'silicon valley', 'sf', 'palo alto', 'mountain view', 'menlo park')],
  ['us-seattle', words('seattle', 'redmond', 'bellevue')],
  ['us-nyc', words('new york', 'nyc', 'manhattan', 'brooklyn')],
  ['canada', words('canada', 'toronto', 'vancouver', 'montreal')],
  ['us-other', words('austin', 'boston', 'chicago', 'denver', 'los angeles', 'atlanta', 'united states', 'usa')],
  [
    'europe',
    words(
      'europe',
      'eu',
      'london',
      'uk',
      'berlin',
      'munich',
      'paris',
      'amsterdam',
      'dublin',
      'zurich',
      'stockholm',
      'madrid',
      'barcelona',
      'lisbon',
      'warsaw',
      'germany',
      'france',
      'spain',
      'netherlands',
    ),
  ],
  [
    'sea',
    words('singapore', 'jakarta', 'indonesia', 'vietnam', 'bangkok', 'manila', 'kuala lumpur', 'south[ -]?east asia'),
  ],
  [
    'apac',
    words(
      'apac',
      'india',
      'bangalore',
      'bengaluru',
      'hyderabad',
      'mumbai',
      'delhi',
      'gurgaon',
      'pune',
      'tokyo',
      'japan',
      'sydney',
      'melbourne',
      'australia',
      'seoul',
      'korea',
      'hong kong',
      'taiwan',
    ),
  ],
  ['latam', words('latam', 'latin america', 'brazil', 'sao paulo', 'mexico', 'bogota', 'buenos aires', 'chile')],
  [
    'mea',
    words(
      'dubai',
      'uae',
      'israel',
      'tel aviv',
      'riyadh',
      'nairobi',
      'lagos',
      'cape town',
      'egypt',
      'middle east',
      'africa',
    ),
  ],
  ['remote-global', words('fully remote', 'remote(?:ly)?', 'anywhere')],
];

export const HOURS_WORDS: readonly [hours: { weekdays: number[]; start: string; end: string }, pattern: RegExp][] = [
  [{ weekdays: [6, 7], start: '09:00', end: '18:00' }, words('weekends?', 'saturdays?(?: and| or|,)? sundays?')],
  [{ weekdays: [1, 2, 3, 4, 5], start: '18:00', end: '21:00' }, words('evenings?', 'after work', 'nights?')],
  [{ weekdays: [1, 2, 3, 4, 5], start: '07:00', end: '10:00' }, words('early mornings?', 'mornings?', 'before work')],
  [{ weekdays: [1, 2, 3, 4, 5], start: '12:00', end: '14:00' }, words('lunch(?: ?times?| breaks?)?')],
];

/** Company names that are also ordinary words: they count only with a capital letter. */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  'Apple Meta Block Square Wise Chime Ramp Glean Harvey Runway Adept Cohere Toast Target Grab Snap Box Zoom Slack Elastic Oracle Chewy Disney Intel Affirm Discord Confluent Box Bumble Inflection Jasper Plaid'.split(
    ' ',
  ),
);

/** Capitalized words that are not companies, where a company could stand. */
export const NOT_COMPANIES: ReadonlySet<string> = new Set(
  'I Im A An The My Our Some Any Its PM PMs TPM SQL AI LLM ML API APIs RAG PRD KYC FAANG MAANG B2B SaaS January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Senior Product Manager Interview Europe London Berlin Paris Munich Dublin India Bangalore Seattle Boston Austin NYC SF US USA UK EU Remote Series Seed Big Tech English Spanish German French Hindi Japanese'.split(
    ' ',
  ),
);
