import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { explainSubject, judgeByOne, type OneRuleInput, type Subject } from '../../engine/explain.ts';
import type { SourcePlaces } from '../../model/location.ts';
import type { Policy } from '../../model/policy.ts';
import type { Reading } from '../../model/resource.ts';
import type { Scope } from '../../model/rule.ts';
import { suggest } from '../../model/suggestion.ts';
import { UserError } from '../../model/user-error.ts';
import { columnsOf } from '../../reporters/table/index.ts';
import { painter } from '../../reporters/table/paint.ts';
import type { CommonOptions, ReportTarget } from '../arguments.ts';
import type { ShippedRule } from '../built-in-rules.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { ExplainCommand } from '../explain-arguments.ts';
import { explainPage } from '../explain-page.ts';
import { type Explanation, explanationOf } from '../explain-result.ts';
import { watchRule } from '../explain-rule.ts';
import { findSubject } from '../explain-subject.ts';
import type { Io } from '../io.ts';
import { type Loaded, load } from '../load.ts';
import { tool } from '../version.ts';
import { wantsColor, writeProblem } from '../write-reports.ts';
import { writeWhole } from '../write-whole.ts';

/** `caja-policy explain RULE RESOURCE`: how one rule comes to what it says of one resource. */
export async function explain(command: ExplainCommand, options: CommonOptions, io: Io): Promise<ExitCode> {
  refuseFormats(options);
  const loaded = await load(options, io, command.environment);
  const rule = findRule(command.rule, loaded);
  const read = await readWhatIsMeant(command, { loaded, options, io });
  const explanation = await explained(command, rule, { ...read, io });
  await write(explanation, options, io);
  return exitCodes.clean;
}

function refuseFormats({ reports }: CommonOptions): void {
  const other = reports.find(({ format }) => format !== 'table' && format !== 'json');
  if (other === undefined) return;
  throw new UserError([
    { at: '--report', message: `explain writes no ${other.format}`, hint: 'Known here: table, json.' },
  ]);
}

function findRule(id: string, { checked }: Loaded): ShippedRule {
  const found = checked.find(({ rule }) => rule.id === id);
  if (found !== undefined) return found;
  const hint = suggest(
    id,
    checked.map(({ rule }) => rule.id),
  );
  throw new UserError([{ at: id, message: 'there is no such rule', hint }]);
}

interface Read {
  readonly reading: Reading;
  readonly policy: Policy;
  readonly places: SourcePlaces | undefined;
}

interface Run {
  readonly loaded: Loaded;
  readonly options: CommonOptions;
  readonly io: Io;
}

async function readWhatIsMeant(command: ExplainCommand, run: Run): Promise<Read> {
  const { plan, replay, ...rest } = command;
  if (plan !== undefined) {
    const { readPlanned } = await import('./plan.ts');
    const { reading, source } = await readPlanned({ ...rest, name: 'plan', file: plan }, run);
    return { reading, policy: (source?.loaded ?? run.loaded).policy, places: source?.places };
  }
  const directory = resolve(run.io.cwd, replay ?? '.');
  const { recordedOrganisation } = await import('../../sources/aws-account/organisation-files.ts');
  if ((await recordedOrganisation(directory)) !== undefined) {
    const message = 'it is the recording of several accounts';
    throw new UserError([{ at: replay ?? '', message, hint: 'Name the folder of the one that is meant.' }]);
  }
  const { replay: recorded } = await import('../../sources/aws-account/replay.ts');
  const { readRecording } = await import('../../sources/aws-account/inventory.ts');
  return { reading: readRecording(await recorded(directory)), policy: run.loaded.policy, places: undefined };
}

/** Judges twice by the one rule: to know what there is, and with somebody looking on at what is meant. */
async function explained(
  command: ExplainCommand,
  rule: ShippedRule,
  { reading, policy, places, io }: Read & { readonly io: Io },
): Promise<Explanation> {
  let meant: ((scope: Scope) => boolean) | undefined;
  const watched = watchRule(rule, (scope) => meant?.(scope) === true);
  const input: OneRuleInput = {
    compiled: watched.compiled,
    reading,
    policy,
    places,
    today: io.now().toISOString().slice(0, 10),
    environment: command.environment,
    tool,
  };
  const subject = findSubject(command.resource, rule.rule, { reading, run: judgeByOne(input) });
  meant = isOf(subject, reading);
  const run = judgeByOne(input);
  const { address, stack } = subject.resource;
  const block = address === undefined ? undefined : places?.blockOf(address, stack);
  return explanationOf({
    watched,
    explained: explainSubject(input, run, subject),
    subject,
    policy,
    inventory: reading.after,
    location: subject.resource.location ?? block,
    placeOf: await policyPlaces(policy, io),
  });
}

/** What is in no inventory (a statement) is made anew for each run: there the key is all that stays. */
function isOf({ resource }: Subject, { after, before }: Reading): (scope: Scope) => boolean {
  const isListed = [...after.resources, ...(before?.resources ?? [])].includes(resource);
  return isListed ? (scope) => scope.resource === resource : (scope) => scope.resource.key === resource.key;
}

/** Settings by their line in the policy; there is nothing to point at where no policy was read. */
async function policyPlaces({ file }: Policy, io: Io): Promise<(path: readonly string[]) => string> {
  if (file === '') return () => '';
  const { readSource } = await import('../../rules/rule-files.ts');
  const { readYaml } = await import('../../rules/yaml/document.ts');
  const document = readYaml(await readSource(file, io.cwd));
  return (path) => document.at(path);
}

async function write(explanation: Explanation, options: CommonOptions, io: Io): Promise<void> {
  for (const target of options.reports) {
    const isPrinted = target.path === '-';
    const { columns } = io.stdout;
    const paint = painter(isPrinted && wantsColor(options, io));
    const width = columnsOf(columns === undefined ? undefined : { columns });
    const text =
      target.format === 'json'
        ? `${JSON.stringify(explanation, null, 2)}\n`
        : explainPage(explanation, paint, width);
    if (isPrinted) io.stdout.write(text);
    else await writeFile(target, text, io);
  }
}

async function writeFile(target: ReportTarget, text: string, io: Io): Promise<void> {
  const path = resolve(io.cwd, target.path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, [text], io);
  } catch (error) {
    throw new UserError([writeProblem(target, error)]);
  }
}
