import { absent, known, type Place } from '../model/fact.ts';
import type { FileLine } from '../model/location.ts';
import type { Policy } from '../model/policy.ts';
import type { Inventory, Resource, SourceDescription } from '../model/resource.ts';
import type { Statement } from './attest.ts';

/** The kind of what the policy states about clauses. */
export const statementKind = 'attestation';

interface Asking {
  readonly policy: Policy;
  readonly read: Inventory;
  readonly byClause: boolean;
  /** Path of the policy in the repository; `false` where it lies outside. */
  readonly path: string | false;
}

/** The clauses' other sources, by what is read. */
const readAs = { 'terraform-plan': 'plan', 'aws-account': 'account', repository: 'repo' } as const;

/**
 * Statements as things that rules judge. The author of a pull request can do nothing about a drill that nobody held: plans are
 * asked only when a clause is asked for by name. A statement beside other sources is asked where these are read.
 */
export function statementInventory(statements: readonly Statement[], asking: Asking): Inventory {
  const { policy, read, byClause } = asking;
  // Of an account that nobody could read nothing is said at all.
  const isRead = read.resources.length > 0;
  const asked = statements.filter((one) => isRead && (byClause || isAsked(one, read.source)));
  return {
    source: { name: 'repository', subject: policy.file, detail: {} },
    resources: asked.map((one) => resourceOf(one, asking)),
    gaps: [],
    ledger: [],
  };
}

function isAsked({ clause: { sources } }: Statement, { name }: SourceDescription): boolean {
  if (name === 'terraform-plan') return false;
  const others = sources.filter((one) => one === 'account' || one === 'repo');
  return others.length === 0 || others.includes(readAs[name]);
}

/** What stands for the whole reading when its environment is asked for. */
export function standIn(source: SourceDescription): Resource {
  const place: Place = { source: 'repository', file: source.subject, line: 1, column: 1 };
  return {
    key: source.subject,
    kind: statementKind,
    type: statementKind,
    label: source.subject,
    ...(source.name === 'aws-account' ? { account: source.subject } : {}),
    action: 'none',
    identities: [],
    fields: { name: absent(place, 'name'), tags: known({ entries: {} }, place, 'tags') },
  };
}

function resourceOf(statement: Statement, { policy, read, path: file }: Asking): Resource {
  const { clause, attestation, ageDays } = statement;
  const at = {
    ...lineOf(attestation?.at ?? policy.attestationsAt),
    file: file === false ? policy.file : file,
  };
  const place: Place = { source: 'repository', ...at };
  const key = `${statementKind}/${clause.id}`;
  const written = (value: string | undefined, path: string) =>
    value === undefined ? absent(place, path) : known(value, place, path);
  return {
    ...standIn(read.source),
    key,
    label: `statement of ${clause.id}`,
    ...(file === false ? {} : { location: { ...at, part: 'block' as const, calls: [] } }),
    requirement: clause.id,
    identities: [key],
    fields: {
      name: absent(place, 'name'),
      type: known(statementKind, place, 'type'),
      taggable: known(false, place, 'taggable'),
      tags: known({ entries: {} }, place, 'tags'),
      secretTags: known({ items: [] }, place, 'tags'),
      clause: known(clause.id, place, 'requirement'),
      says: known(clause.title, place, 'title'),
      attested: known(attestation !== undefined, place, 'attestations'),
      by: written(attestation?.by, 'by'),
      on: written(attestation?.on, 'on'),
      ageDays: ageDays === undefined ? absent(place, 'on') : known(ageDays, place, 'on'),
      maximumAgeDays: known(clause.maximumAgeDays, place, 'maximum-age-days'),
    },
  };
}

/** `caja-policy.yaml:41:5` */
function lineOf(at: string | undefined): Omit<FileLine, 'file'> {
  const [, line = 1, column = 1] = /:(\d+):(\d+)$/.exec(at ?? '') ?? [];
  return { line: Number(line), column: Number(column) };
}
