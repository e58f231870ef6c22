import { spawnSync } from 'node:child_process';

/**
 * The main job on what the repository brings along: the production plan with faults, and the recorded production account
 * beside its state. Findings point at the lines of the fixtures' Terraform. Each is judged as CI would; the gate's answer
 * is told, and does not fail this command.
 */
const runs = [
  {
    words: ['plan', 'fixtures/plans/caja-prod-faults.json', '--stack', 'infrastructure/environments/prod'],
    name: 'plan',
  },
  {
    words: [
      'account',
      ...['--replay', 'fixtures/accounts/caja-prod'],
      ...['--state', 'infrastructure/environments/prod=fixtures/states/caja-prod.json'],
    ],
    name: 'account',
  },
];

for (const { words, name } of runs) {
  const files = { html: 'html', sarif: 'sarif', markdown: 'md', json: 'json' };
  const reports = Object.entries(files).flatMap(([format, ending]) => [
    '--report',
    `${format}=reports/${name}.${ending}`,
  ]);
  process.stdout.write(`\n$ caja-policy ${words.join(' ')}\n\n`);
  const { status } = spawnSync(
    process.execPath,
    ['dist/cli.js', ...words, '--report', 'table', ...reports, '--soft-fail'],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = status ?? 2;
}
