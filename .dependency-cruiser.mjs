// DESIGN §2 as rules. Each says why; test/meta/boundaries.test.ts plants a violation of every one.
const rooms = [
  'model',
  'sheets',
  'checks',
  'entry',
  'ledger',
  'portal',
  'reconcile',
  'reports',
  'workflow',
  'cli',
  'simulator',
  'platform',
];
const pure = ['model', 'checks', 'entry', 'reconcile'];

/** Which rooms a room may import, besides itself. */
const allowed = {
  model: [],
  checks: ['model'],
  entry: ['model'],
  reconcile: ['model', 'entry'],
  sheets: ['model', 'checks', 'platform'],
  ledger: ['model', 'entry', 'platform'],
  portal: ['model', 'entry', 'platform'],
  reports: ['model', 'checks', 'entry', 'reconcile', 'platform'],
  workflow: ['model', 'checks', 'entry', 'reconcile', 'sheets', 'ledger', 'portal', 'reports', 'platform'],
  cli: ['workflow', 'simulator', 'platform', 'model', 'entry'],
  simulator: [],
  platform: [],
};

/** Each npm package has one owning room; zod may be used by all. */
const owners = {
  playwright: ['portal'],
  exceljs: ['reports', 'sheets'],
  '@e965/xlsx': ['sheets'],
  yauzl: ['sheets'],
  saxes: ['sheets'],
  fflate: ['sheets'],
  kysely: ['ledger'],
  'p-queue': ['workflow'],
  winston: ['platform'],
  'winston-daily-rotate-file': ['platform'],
  yaml: ['platform'],
  // Documents of ours in one, collection sheets of others in the other: streams against whole texts.
  'csv-parse': ['platform', 'sheets'],
  commander: ['cli'],
  'chinese-days': ['workflow'],
  hono: ['simulator'],
  '@hono/node-server': ['simulator'],
};

const betweenRooms = rooms.map((room) => ({
  name: `room-${room}`,
  comment: `Imports point downwards only (DESIGN §2): ${room} may use ${allowed[room].join(', ') || 'nothing of the house'}.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(?!(${[room, ...allowed[room]].join('|')})/)` },
}));

const ofPackages = Object.entries(owners).map(([name, owningRooms]) => ({
  name: `package-${name.replaceAll(/[@/]/g, '')}`,
  comment: `${name} belongs to ${owningRooms.join(', ')}: a second owner means two ways to do one thing.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${owningRooms.join('|')})/` },
  to: { path: `node_modules/${name}/` },
}));

const packageNames = Object.keys(owners).join('|');

export default {
  forbidden: [
    ...betweenRooms,
    ...ofPackages,
    {
      name: 'pure-rooms-touch-nothing',
      comment:
        'Pure rooms take what they need as arguments: no files, no network, no processes (hashing is arithmetic).',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'pure-rooms-no-packages',
      comment: 'Pure rooms use zod and nothing else from npm.',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/` },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional'],
        pathNot: 'node_modules/zod/',
      },
    },
    {
      name: 'no-circular',
      comment: 'A cycle is two files that are one.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-dev-packages',
      comment: 'What runs must be installed without dev dependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that does not resolve fails on the operator’s desk.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'known-room',
      comment: 'A file outside the rooms: the plan is wrong, say so and mend it.',
      severity: 'error',
      from: { path: `^src/(?!(${rooms.join('|')})/|main\\.ts$)` },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/simulator/web/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
// Named so that the boundary test can hold the table against DESIGN §2.
export { allowed, owners, packageNames, rooms };
