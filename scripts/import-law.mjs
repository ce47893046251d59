// Who may import whom: the packages, and the rooms of packages/local (ARCHITECTURE.md). For dependency-cruiser.

/** The packages of ours that the source of each may import. */
const packages = {
  contract: [],
  authorizer: ['contract'],
  handler: ['contract'],
  testing: ['contract'],
  cdk: ['contract'],
  local: ['contract'],
  cli: ['contract', 'authorizer', 'handler', 'cdk', 'local', 'testing'],
  orders: ['contract', 'handler'],
  'create-scopegate': [],
};

/** The rooms of packages/local, and the rooms that the source of each may import. */
const rooms = {
  model: [],
  runtime: [],
  iam: ['model', 'runtime'],
  template: ['model', 'runtime', 'iam'],
  gateway: ['model', 'runtime', 'iam'],
  functions: ['model', 'runtime'],
  oauth: ['model', 'runtime'],
  database: ['model', 'runtime', 'iam'],
  platform: ['model', 'runtime', 'iam', 'template', 'gateway', 'functions', 'oauth', 'database'],
};

const local = '^packages/local/src';
/** Execution environments load these by themselves: a file without imports of ours. */
const leaf = `${local}/runtime/loopback-address\\.ts$`;
const bootstrap = `${local}/functions/bootstrap/`;

const packageLaw = Object.entries(packages).map(([name, allowed]) => ({
  name: `package-${name}`,
  comment: `packages/${name} may import of ours: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src/` },
  to: { path: '^(packages|infra|scripts)/', pathNot: [`^packages/(${[name, ...allowed].join('|')})/`] },
}));

const roomLaw = Object.entries(rooms).map(([name, allowed]) => ({
  name: `room-${name}`,
  comment: `packages/local/src/${name} may import: ${allowed.join(', ') || 'no other room'}`,
  severity: 'error',
  from: { path: `${local}/${name}/`, pathNot: bootstrap },
  to: { path: `${local}/`, pathNot: [`${local}/(${[name, ...allowed].join('|')})/`] },
}));

export default {
  forbidden: [
    ...packageLaw,
    ...roomLaw,
    {
      name: 'unlisted-package',
      comment: 'Every package has a row in scripts/import-law.mjs',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: `^packages/(${Object.keys(packages).join('|')})/` },
      to: {},
    },
    {
      name: 'unlisted-room',
      comment:
        'Every folder of packages/local/src has a row in scripts/import-law.mjs, and nothing lies loose beside them',
      severity: 'error',
      from: { path: `${local}/`, pathNot: [`${local}/(${Object.keys(rooms).join('|')})/`, `${local}/index\\.ts$`] },
      to: {},
    },
    {
      name: 'package-by-name',
      comment: 'Another package is imported by its name, not by a relative path',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'contract-doors-of-local',
      comment: 'Of the contract, packages/local imports the schema of trace lines, and oauth also what issuers send',
      severity: 'error',
      from: { path: `${local}/`, pathNot: `${local}/oauth/` },
      to: { path: '^packages/contract/', pathNot: '^packages/contract/src/trace/index\\.ts$' },
    },
    {
      name: 'contract-doors-of-oauth',
      comment: 'Of the contract, oauth imports the schema of trace lines and what issuers send',
      severity: 'error',
      from: { path: `${local}/oauth/` },
      to: { path: '^packages/contract/', pathNot: '^packages/contract/src/(trace|issuers)/index\\.ts$' },
    },
    {
      name: 'door',
      comment: 'A room is entered by its index.ts',
      severity: 'error',
      from: { path: `${local}/([^/]+)/`, pathNot: bootstrap },
      to: { path: `${local}/[^/]+/`, pathNot: [`${local}/$1/`, `${local}/[^/]+/index\\.ts$`] },
    },
    {
      name: 'door-of-the-index',
      comment: 'src/index.ts gives out what the rooms export',
      severity: 'error',
      from: { path: `${local}/index\\.ts$` },
      to: { path: `${local}/`, pathNot: `${local}/[^/]+/index\\.ts$` },
    },
    {
      name: 'door-for-tests',
      comment: 'A test imports any file of its own room, other rooms by their door',
      severity: 'error',
      from: { path: '^packages/local/test/([^/]+)/' },
      to: { path: `${local}/[^/]+/`, pathNot: [`${local}/$1/`, `${local}/[^/]+/index\\.ts$`] },
    },
    {
      name: 'door-for-benches',
      comment: 'A bench imports rooms by their door',
      severity: 'error',
      from: { path: '^packages/local/bench/' },
      to: { path: `${local}/[^/]+/`, pathNot: `${local}/[^/]+/index\\.ts$` },
    },
    {
      name: 'own-door',
      comment: 'Files of a room import each other, not their door',
      severity: 'error',
      from: { path: `${local}/([^/]+)/` },
      to: { path: `${local}/$1/index\\.ts$` },
    },
    {
      name: 'bootstrap',
      comment: 'What runs inside an execution environment imports no door',
      severity: 'error',
      from: { path: bootstrap },
      to: { path: `${local}/`, pathNot: [bootstrap, leaf] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|cdk\\.out|node_modules)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
