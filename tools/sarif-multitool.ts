import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import jsonschema from 'jsonschema';

/**
 * Asks those who judge SARIF elsewhere: the OASIS schema by ajv, GitHub's own upload gate (the npm package jsonschema),
 * and Microsoft's multitool with GitHub's rules on. The tool is 104 MB, so it is fetched when asked for and kept in the
 * temporary folder.
 *
 *   node --import tsx tools/sarif-multitool.ts FILE…
 */
const version = '5.7.0';
const wanted = `@microsoft/sarif-multitool@${version}`;
const folder = join(tmpdir(), `caja-policy-sarif-multitool-${version}`);
const nativePackage = `@microsoft/sarif-multitool-${process.platform}`;

/** Off by default, though GitHub rejects what they find. */
const githubRules = [
  'GH1001.ProvideRequiredLocationProperties',
  'GH1002.InlineThreadFlowLocations',
  'GH1003.ProvideRequiredRegionProperties',
  'GH1004.ReviewArraysThatExceedConfigurableDefaults',
  'GH1005.LocationsMustBeRelativeUrisOrFilePaths',
  'GH1007.ProvideFullyFormattedMessageStrings',
];

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The folder of the multitool, or why there is none. */
function install(): { readonly home: string } | { readonly problem: string } {
  const home = join(folder, 'node_modules', nativePackage);
  if (!existsSync(home)) {
    mkdirSync(folder, { recursive: true });
    const args = [
      'install',
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--prefix',
      folder,
      wanted,
    ];
    const done = spawnSync('npm', args, { encoding: 'utf8', timeout: 240_000 });
    if (done.status !== 0)
      return { problem: `npm could not install ${wanted}: ${(done.stderr ?? '').slice(0, 400)}` };
    if (!existsSync(home)) return { problem: `${wanted} has no build for ${process.platform}` };
  }
  // Its install script does only this; scripts stay off.
  chmodSync(join(home, 'Sarif.Multitool'), 0o755);
  return { home };
}

interface Judgement {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function bySchemas(file: string, home: string): readonly string[] {
  const schema = JSON.parse(withoutMark(readFileSync(join(home, 'sarif-2.1.0.json'), 'utf8')));
  const log = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const valid = ajv.compile(schema);
  const oasis = valid(log)
    ? []
    : (valid.errors ?? []).map((one) => `schema: ${one.instancePath} ${one.message}`);
  const gate = new jsonschema.Validator().validate(log, schema).errors;
  // The upload action lets these formats pass with a warning.
  const refused = gate.filter(
    (one) => one.name !== 'format' || !['uri', 'uri-reference'].includes(String(one.argument)),
  );
  return [...oasis, ...refused.map((one) => `upload gate: ${one.stack}`)].map((line) => `${file}: ${line}`);
}

/** Exit code 0 says nothing here: the verdict is in the file that it writes. */
function byMultitool(files: readonly string[], home: string): Judgement {
  const scratch = mkdtempSync(join(tmpdir(), 'caja-policy-sarif-'));
  try {
    const config = join(scratch, 'rules.json');
    const options = githubRules.map((rule) => [`${rule}.Options`, { RuleEnabled: 'Error' }]);
    writeFileSync(config, JSON.stringify(Object.fromEntries(options)));
    const output = join(scratch, 'verdict.sarif');
    const flags = [
      '--rule-kind',
      'Sarif;Gh;Ghas',
      '--level',
      'Error;Warning',
      '--max-file-size-in-kb',
      '200000',
    ];
    const args = [
      'validate',
      ...files,
      '-c',
      config,
      ...flags,
      '-o',
      output,
      '--log',
      'ForceOverwrite',
      '-q',
    ];
    // The binary itself: the package's wrapper passes its arguments through a shell, which cuts them at the semicolons.
    const done = spawnSync(join(home, 'Sarif.Multitool'), args, { encoding: 'utf8', timeout: 300_000 });
    if (!existsSync(output))
      return { errors: [`multitool wrote no verdict: ${done.stdout}${done.stderr}`], warnings: [] };
    return readVerdict(withoutMark(readFileSync(output, 'utf8')));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readVerdict(text: string): Judgement {
  const log = JSON.parse(text) as {
    runs: { results?: VerdictResult[]; invocations?: VerdictInvocation[] }[];
  };
  const results = log.runs.flatMap((run) => run.results ?? []);
  const notes = log.runs
    .flatMap((run) => run.invocations ?? [])
    .flatMap((one) => one.toolConfigurationNotifications ?? []);
  const told = results.map((result) => {
    const where = result.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '?';
    const what = result.message.text ?? result.message.arguments?.join(' ') ?? '';
    return { error: result.level === 'error', line: `${where}: multitool ${result.ruleId}: ${what}` };
  });
  const broken = notes
    .filter(({ level }) => level === 'error')
    .map(({ message }) => `multitool: ${message.text}`);
  return {
    errors: [...told.filter(({ error }) => error).map(({ line }) => line), ...broken],
    warnings: told.filter(({ error }) => !error).map(({ line }) => line),
  };
}

interface VerdictResult {
  readonly ruleId: string;
  readonly level?: string;
  readonly message: { readonly text?: string; readonly arguments?: readonly string[] };
  readonly locations?: readonly { physicalLocation?: { artifactLocation?: { uri?: string } } }[];
}

interface VerdictInvocation {
  readonly toolConfigurationNotifications?: readonly { level?: string; message: { text?: string } }[];
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function main(files: readonly string[]): number {
  if (files.length === 0) {
    say('Name the SARIF files to check.');
    return 2;
  }
  const tool = install();
  if ('problem' in tool) {
    say(`SKIPPED: the SARIF files were NOT checked by Microsoft's multitool.\n  ${tool.problem}`);
    return process.env.CI === 'true' ? 1 : 0;
  }
  const schemaErrors = files.flatMap((file) => bySchemas(file, tool.home));
  const { errors, warnings } = byMultitool(files, tool.home);
  for (const line of warnings) say(`warning  ${line}`);
  for (const line of [...schemaErrors, ...errors]) say(`error    ${line}`);
  const total = schemaErrors.length + errors.length;
  say(
    `${files.length} SARIF files: ${total} errors, ${warnings.length} warnings (schema, upload gate, multitool ${version})`,
  );
  return total > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
