/** Lowest first; a context imports only lower ones. This list is the map of docs and ARCHITECTURE.md. */
const CONTEXTS = [
  'shared',
  'identity',
  'notices',
  'audit',
  'ledger',
  'governance',
  'consents',
  'vaults',
  'imports',
  'pools',
  'training',
  'attribution',
  'models',
  'mandates',
  'metering',
  'revenue',
  'billing',
  'payouts',
  'cases',
  'grants',
];

/** dependency-cruiser names built-in modules without their `node:` prefix. */
const PURE_BUILT_INS = '^(crypto|stream|stream/promises|buffer|util|zlib)$';

const slice = (contexts) => `^(domain|api|infra/postgres)/(${contexts.join('|')})/`;

/** `api/shared` knows the viewer, who is of identity; `domain/shared` knows nobody. */
const below = (context) => (context === 'shared' ? '^domain/shared/' : slice([context]));

/** The language model has a door of its own: programs in the clean room load it without the rest of training. */
const FRONT_DOOR = '^domain/([^/]+|training/ngram)/index[.]ts$';

const contextOrder = CONTEXTS.slice(0, -1).map((context, at) => ({
  name: 'context-order',
  comment: `${context} is below what it imports: hear of it by an event, or let app.ts register a handler.`,
  severity: 'error',
  from: { path: below(context) },
  to: { path: slice(CONTEXTS.slice(at + 1)) },
}));

const rules = [
  {
    name: 'domain-is-pure',
    comment: 'The domain knows no framework, no SQL, no HTTP, and reaches outside only through its ports.',
    from: { path: '^domain/' },
    to: { pathNot: ['^domain/', '(^|/)node_modules/uuid/', PURE_BUILT_INS] },
  },
  {
    name: 'context-via-front-door',
    comment: 'A context is used through its index.ts, so that what is behind it can move.',
    from: { path: '^domain/([^/]+)/' },
    to: { path: '^domain/', pathNot: ['^domain/$1/', FRONT_DOOR] },
  },
  {
    name: 'context-via-front-door',
    comment: 'A context is used through its index.ts, so that what is behind it can move.',
    from: { path: '^(api|infra|wiring|cli|examples)/|^(app|main)[.]ts$' },
    to: { path: '^domain/', pathNot: FRONT_DOOR },
  },
  {
    name: 'context-via-front-door',
    comment: 'The GraphQL of a context is used through its index.ts too; api/shared is open to all.',
    from: { path: '^api/([^/]+)/' },
    to: { path: '^api/[^/]+/', pathNot: ['^api/($1|shared|http)/', '^api/[^/]+/index[.]ts$'] },
  },
  {
    name: 'api-not-infra',
    comment: 'The API speaks to ports; app.ts decides what is behind them.',
    from: { path: '^api/' },
    to: { path: '^(infra|wiring)/|^(app|main)[.]ts$' },
  },
  {
    name: 'infra-not-api',
    comment: 'Only app.ts and wiring/ know both sides.',
    from: { path: '^infra/' },
    to: { path: '^(api|wiring)/|^(app|main)[.]ts$' },
  },
  {
    name: 'tables-stay-home',
    comment: 'Rows of another context are asked for through its front door, even from beside its tables.',
    from: { path: '^infra/postgres/([^/]+)/' },
    to: { path: '^infra/postgres/[^/]+/', pathNot: '^infra/postgres/$1/' },
  },
  {
    name: 'codegen-client-stands-alone',
    comment: 'The client is what outsiders get: it may not need the server.',
    from: { path: '^codegen/(client|generated)/' },
    to: { path: '^(domain|api|infra|wiring|cli|examples|test|scripts)/|^(app|main)[.]ts$' },
  },
  {
    name: 'codegen-client-stands-alone',
    comment: 'The client also runs in browsers, where there is nothing of Node.',
    from: { path: '^codegen/(client|generated)/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'outsiders-through-client',
    comment: 'The command line and the demo do what any client could do.',
    from: { path: '^(cli|examples)/', pathNot: '^examples/gateway/|^cli/recounting[.]ts$' },
    to: { path: '^(domain|api|infra|wiring)/|^(app|main)[.]ts$' },
  },
  {
    name: 'outsiders-through-client',
    comment: 'Who counts a vote again does so by the rules of governance, and with nothing else of ours.',
    from: { path: '^cli/recounting[.]ts$' },
    to: {
      path: '^(domain|api|infra|wiring)/|^(app|main)[.]ts$',
      pathNot: '^domain/(governance|identity|shared)/index[.]ts$',
    },
  },
  {
    name: 'outsiders-through-client',
    comment: 'The gateway runs the same model as the training that made it; nothing else of ours.',
    from: { path: '^examples/gateway/' },
    to: {
      path: '^(domain|api|infra|wiring)/|^(app|main)[.]ts$',
      pathNot: '^domain/(training|training/ngram|shared)/index[.]ts$',
    },
  },
  {
    name: 'no-cycles',
    comment: 'A circle has no beginning to read from; between decorated classes it fails at load.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'Nobody imports this file and it starts nothing: it is dead.',
    from: {
      orphan: true,
      pathNot: ['[.]test[.]ts$', '^scripts/', '^bench/', '^test/support/', '^codegen/config[.]ts$', '[.]d[.]ts$'],
    },
    to: {},
  },
];

export default {
  forbidden: [...contextOrder, ...rules.map((rule) => ({ severity: 'error', ...rule }))],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|[.]data|[.]tools)/|^test/architecture/planted/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
