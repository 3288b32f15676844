// Who may import whom, downwards only (the picture is in ARCHITECTURE.md).
const layers = {
  platform: [],
  catalog: ['platform'],
  accounts: ['platform'],
  mentors: ['platform', 'catalog', 'accounts'],
  availability: ['platform', 'catalog', 'accounts', 'mentors'],
  payments: ['platform', 'catalog', 'accounts', 'mentors'],
  bookings: ['platform', 'catalog', 'accounts', 'mentors', 'availability', 'payments'],
  intake: ['platform', 'catalog', 'accounts', 'mentors'],
  matching: ['platform', 'catalog', 'accounts', 'mentors', 'availability', 'payments', 'bookings', 'intake'],
  notifications: ['platform', 'catalog', 'accounts', 'mentors', 'availability', 'payments', 'bookings', 'intake'],
  admin: [
    'platform',
    'catalog',
    'accounts',
    'mentors',
    'availability',
    'payments',
    'bookings',
    'intake',
    'matching',
    'notifications',
  ],
};

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'face-only',
      comment: "A module's only door is libs/<name>/src/index.ts.",
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$1/' },
    },
    {
      name: 'apps-use-faces',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)' },
    },
    {
      name: 'pure-domain',
      comment: 'Decisions know no framework, no database, no clock.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/domain/', pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|stripe)' },
    },
    {
      name: 'sandbox-stays-outside',
      severity: 'error',
      from: { path: '^(libs|apps/api|apps/worker)/' },
      to: { path: '^apps/sandbox/' },
    },
    ...Object.entries(layers).map(([name, allowed]) => ({
      name: `${name}-downwards`,
      severity: 'error',
      from: { path: `^libs/${name}/` },
      to: { path: '^libs/', pathNot: `^libs/(${[name, ...allowed].join('|')})/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|\\.spec\\.ts$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'] },
  },
};
