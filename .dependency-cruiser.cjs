/** The house's walls (one way only): each rule says in plain words what to do when it fires. */
const inside = (folder) => `^src/${folder}/`;

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea cut badly: move what both need into a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'model-imports-nothing',
      comment: 'The shared words depend on nobody, so that everybody may depend on them.',
      severity: 'error',
      from: { path: inside('model') },
      to: { pathNot: inside('model') },
    },
    {
      name: 'pure-middle',
      comment:
        'Engine, reporters and expressions know the model alone; what else they need is handed in by the CLI.',
      severity: 'error',
      from: { path: '^src/(engine|reporters|expressions)/' },
      to: { path: '^src/', pathNot: '^src/(model|$1)/' },
    },
    {
      name: 'pure-middle-touches-no-world',
      comment:
        'No disk, network, process or clock here: hand the values in, so that the same input gives the same bytes.',
      severity: 'error',
      from: { path: '^src/(engine|reporters|model|expressions)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(util|crypto|net)$' },
    },
    {
      name: 'sources-are-strangers',
      comment:
        'A source that knew another would tie the plan to the account: shared words belong into the model.',
      severity: 'error',
      from: { path: '^src/sources/([^/]+)/' },
      to: { path: '^src/', pathNot: '^src/(model|sources/$1)/' },
    },
    {
      name: 'policy-after-rules',
      comment:
        'The policy is checked against loaded rules and shares their YAML reading; it knows nothing further in.',
      severity: 'error',
      from: { path: inside('policy') },
      to: { path: '^src/', pathNot: '^src/(model|policy|rules)/' },
    },
    {
      name: 'rules-know-expressions',
      comment: 'Rules are read and compiled here; judging them is the engine.',
      severity: 'error',
      from: { path: inside('rules') },
      to: { path: '^src/', pathNot: '^src/(model|rules|expressions)/' },
    },
    {
      name: 'nobody-imports-the-cli',
      comment: 'The CLI is the outermost layer and the only place that knows the process.',
      severity: 'error',
      from: { pathNot: inside('cli') },
      to: { path: inside('cli') },
    },
    {
      name: 'cel-behind-one-module',
      comment: 'The CEL library has one door, so that it can be replaced.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/expressions/check/cel\\.ts$' },
      to: { path: 'node_modules/@marcbachmann/cel-js' },
    },
    {
      name: 'aws-sdk-only-in-its-source',
      comment: 'The SDK is slow to load and only the live account needs it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sources/aws-account/' },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    {
      name: 'no-dev-dependencies-at-run-time',
      comment: 'What src imports at run time must be a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-unresolvable',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
