import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { relate } from '../../src/engine/relate.ts';
import { type Fact, isList, isStruct, type StructValue } from '../../src/model/fact.ts';
import { isReadIn, type Kind, type SourceName } from '../../src/model/kind.ts';
import { findKind } from '../../src/model/kinds/index.ts';
import type { Inventory, Resource } from '../../src/model/resource.ts';
import type { ApiAnswer, Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { fromFile } from '../../src/sources/aws-account/recording-files.ts';
import { readTerraformPlan } from '../../src/sources/terraform-plan/inventory.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { cannotTell, type Exceptions, type Plain, plainFacts } from './plain.ts';

export const twinsFolder = 'fixtures/twins';

/** One case: the same resource in a plan and in an account. */
export interface Twin {
  readonly kind: Kind;
  /** `rds-instance/rich` */
  readonly name: string;
  readonly exceptions: Exceptions;
}

/** What one source tells: the resource's facts, and by their names the resources it is related to. */
export interface Side {
  readonly facts: Plain;
  readonly related: Readonly<Record<string, Plain>>;
}

export function kindFolders(): readonly string[] {
  return readdirSync(join(repositoryRoot, twinsFolder)).sort();
}

export function casesOf(folder: string): readonly Twin[] {
  const kind = findKind(folder);
  if (kind === undefined) throw new Error(`${twinsFolder}/${folder} is named like no kind`);
  const names = readdirSync(join(repositoryRoot, twinsFolder, folder)).sort();
  return names.map((name) => ({
    kind,
    name: `${folder}/${name}`,
    exceptions: exceptionsOf(`${folder}/${name}`),
  }));
}

function exceptionsOf(name: string): Exceptions {
  const none = { leaveOut: {}, open: {} };
  const path = join(repositoryRoot, pathOf(name, 'case.json'));
  return existsSync(path) ? { ...none, ...(JSON.parse(readFileSync(path, 'utf8')) as object) } : none;
}

/** Path of one of the case's files from the repository's root. */
export function pathOf(name: string, file: string): string {
  return `${twinsFolder}/${name}/${file}`;
}

function read(name: string, file: string): Buffer {
  return readFileSync(join(repositoryRoot, pathOf(name, file)));
}

/** Whether a source looks for a kind: a kind that is read in plans alone has a case with one side. */
export const isTwinned = (kind: Kind): boolean => isIn(kind, 'aws-account');

function isIn(kind: Kind | undefined, source: SourceName): boolean {
  return kind !== undefined && isReadIn(kind, source);
}

/** The sides of a case. A relation that neither can follow is left out: its target stands in no twin. */
export function sidesOf({ name, kind, exceptions }: Twin): { readonly plan: Side; readonly account?: Side } {
  const planned = readTerraformPlan(read(name, 'plan.json'), { subject: 'plan.json' });
  if (!isTwinned(kind) || exceptions.onlyInPlan !== undefined) {
    const only = onlyOne(planned.after, kind, ({ address }) => address?.endsWith('.twin') === true);
    const plan = sideOf(only, planned.after, kind, exceptions);
    for (const relation of Object.keys(kind.relations))
      if (isUntold(plan.related[relation])) delete plan.related[relation];
    return { plan };
  }
  const recorded = readRecording(recordingOf(name));
  const inPlan = onlyOne(planned.after, kind, ({ address }) => address?.endsWith('.twin') === true);
  const inAccount = onlyOne(recorded.after, kind, (one) => nameOf(one) === nameOf(inPlan));
  const plan = sideOf(inPlan, planned.after, kind, exceptions);
  const account = sideOf(inAccount, recorded.after, kind, exceptions);
  for (const relation of Object.keys(kind.relations)) {
    if (!isUntold(plan.related[relation]) || !isUntold(account.related[relation])) continue;
    delete plan.related[relation];
    delete account.related[relation];
  }
  return { plan, account };
}

function isUntold(value: Plain | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isUntold);
  return typeof value === 'string' && value.startsWith(cannotTell);
}

/** What an account answers about the resource of a case. */
export function recordingOf(name: string): Recording {
  const answers = JSON.parse(read(name, 'account.json').toString()) as readonly ApiAnswer[];
  const [first] = answers;
  if (first === undefined) throw new Error(`${pathOf(name, 'account.json')} holds no answer`);
  const { account, readAt } = first;
  const regions = answers.map(({ region }) => region).filter((region) => region !== 'global');
  return {
    format: 1,
    identity: { account, arn: `arn:aws:sts::${account}:assumed-role/audit/audit` },
    startedAt: readAt,
    regions: [...new Set(regions)].sort(),
    answers: answers.map((answer) => ({ ...answer, output: fromFile(answer.api, answer.output) })),
  };
}

/** The only resource of its kind, or of several the one that is meant. */
function onlyOne(inventory: Inventory, kind: Kind, isMeant: (one: Resource) => boolean): Resource {
  const all = inventory.resources.filter((one) => one.kind === kind.name);
  const [resource, another] = all.length > 1 ? all.filter(isMeant) : all;
  if (resource === undefined || another !== undefined)
    throw new Error(`the ${inventory.source.name} holds ${all.length} of the kind ${kind.name}`);
  return resource;
}

function sideOf(resource: Resource, inventory: Inventory, kind: Kind, exceptions: Exceptions) {
  return {
    facts: plainFacts(resource, kind, exceptions),
    related: relatedTo(resource, inventory, kind, exceptions),
  };
}

/** Lists of relations are compared by what is in them: a twin reads too little of an account to close them. */
function relatedTo(resource: Resource, inventory: Inventory, kind: Kind, { leaveOut }: Exceptions) {
  const follow = relate(inventory, { ownsArea: true });
  const related: Record<string, Plain> = {};
  for (const name of Object.keys(kind.relations)) {
    const isShared = !isTwinned(kind) || isIn(findKind(kind.relations[name]?.to ?? ''), 'aws-account');
    if (name in leaveOut || !isShared) continue;
    const fact = follow(resource, name);
    if (fact.state === 'absent') continue;
    if (fact.state === 'unknown') related[name] = `${cannotTell}${fact.detail}`;
    else if ('kind' in fact.value) related[name] = nameOf(fact.value);
    else if (isList(fact.value)) related[name] = fact.value.items.map(memberName).sort();
  }
  return related;
}

function memberName(member: Fact): string {
  if (member.state === 'unknown') return `${cannotTell}${member.detail}`;
  return member.state === 'known' && typeof member.value === 'object' && isStruct(member.value)
    ? nameOf(member.value)
    : 'nothing';
}

function nameOf(resource: StructValue): string {
  const { name } = resource.fields;
  return name?.state === 'known' ? String(name.value) : 'without a name';
}
