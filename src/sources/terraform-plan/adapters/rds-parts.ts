import { type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import { awsDefault, readInt, readString } from '../reader.ts';
import { attachedTo, linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';
import type { Link, PhaseView } from '../view.ts';

/** The resource that replicates the automated backups of an instance into the region of its own provider. */
export const backupReplication = {
  type: 'aws_db_instance_automated_backups_replication',
  by: 'source_db_instance_arn',
  owner: ['arn', 'identifier', 'id'],
} as const satisfies Link;

/**
 * Ports where nobody chose one. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html and, for
 * Aurora, API_CreateDBCluster.html.
 */
const portsByEngine: readonly (readonly [RegExp, number])[] = [
  [/postgres/, 5432],
  [/mysql|mariadb|^aurora$/, 3306],
  [/^(custom-)?oracle/, 1521],
  [/^(custom-)?sqlserver/, 1433],
  [/^db2/, 50_000],
];

export function readPort(at: Scope, engine: Fact<string>, unset?: WhenUnset<number>): Fact<number> {
  const port = engine.state === 'known' ? portOf(engine.value) : undefined;
  const chosen: WhenUnset<number> =
    port === undefined
      ? { unknown: 'known only after apply: its engine decides it, and that is not known' }
      : { default: port };
  return readInt(at, 'port', unset ?? chosen);
}

function portOf(engine: string): number | undefined {
  return portsByEngine.find(([pattern]) => pattern.test(engine))?.[1];
}

/** Terraform's databases do not name their replicas; a replica names its source. */
export function noReplicasNamed(at: Scope): Fact<ListValue<string>> {
  return known({ items: [] }, at.place, 'id');
}

/** What only a running database shows. */
export function notInPlans(at: Scope): Fact<never> {
  return unknown('not-recorded', 'Terraform plans do not hold it', { place: at.place, path: 'id' });
}

/** The region of a resource's provider. */
export function readRegion(at: Scope, view: PhaseView): Fact<string> {
  const region = regionOf(at, view);
  if (region !== undefined) return known(region, at.place, 'provider');
  const detail = 'the plan does not tell the region of its provider';
  return unknown('not-in-plan', detail, { place: at.place, path: 'provider' });
}

function regionOf(at: Scope, view: PhaseView): string | undefined {
  return at.place.source === 'terraform-plan' ? view.at(at.place.address)?.region : undefined;
}

/** Whether two resources lie in one region; `undefined` where the plan does not tell. */
export function areNeighbours(a: Scope, b: Scope, view: PhaseView): boolean | undefined {
  const [one, other] = [regionOf(a, view), regionOf(b, view)];
  return one === undefined || other === undefined ? undefined : one === other;
}

/** The parameter group of a database, and whether somebody made it. */
export interface ParameterGroup {
  readonly name: Fact<string>;
  readonly own: Fact<boolean>;
}

/**
 * Where nobody names a group AWS takes `default.` and the engine's family, which nobody can change:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/parameter-groups-overview.html
 */
export function readParameterGroup(at: Scope, key: string, type: string, view: PhaseView): ParameterGroup {
  const name = readString(at, key, 'absent');
  if (name.state === 'known') {
    const own = !name.value.startsWith('default.');
    return { name, own: known(own, at.place, key) };
  }
  if (name.state === 'absent') return { name, own: awsDefault(at, key, false) };
  const made = linkedTo(at, key, { type, names: ['name', 'id'] }, view);
  return { name, own: made === undefined ? name : known(true, at.place, key) };
}

/** Where the automated backups of an instance are replicated to. */
export function readBackupReplication(at: Scope, view: PhaseView): Fact<ListValue<string>> {
  const { items, open } = attachedTo(at, backupReplication, view);
  return listOf(
    items.map((item) => readRegion(item, view)),
    open,
    at,
    backupReplication.type,
  );
}

/** Of a global database the plan may hold one cluster only: then others exist, or will, somewhere. */
export function readGlobalRegions(at: Scope, view: PhaseView): Fact<ListValue<string>> {
  const key = 'global_cluster_identifier';
  const link = readString(at, key, 'absent');
  if (link.state === 'absent') return known({ items: [] }, at.place, key);
  const own = identityOf(link);
  const others = view
    .ofType('aws_rds_cluster')
    .map((resource) => view.scope(resource))
    .filter(
      (other) => other !== at && own !== undefined && own === identityOf(readString(other, key, 'absent')),
    );
  const open = unknown('not-in-plan', 'other clusters of its global database may be held elsewhere', {
    place: at.place,
    path: key,
  });
  return listOf(
    others.map((other) => readRegion(other, view)),
    link.state === 'unknown' && own === undefined ? link : open,
    at,
    key,
  );
}

function identityOf(link: Fact<string>): string | undefined {
  if (link.state === 'known') return link.value;
  if (link.state === 'absent') return undefined;
  const targets = new Set(link.references.flatMap((reference) => reference.targets));
  const [only] = targets;
  return targets.size === 1 ? only : undefined;
}

function listOf(
  items: readonly Fact<string>[],
  open: Unknown | undefined,
  at: Scope,
  path: string,
): Fact<ListValue<string>> {
  return known(open === undefined ? { items } : { items, open }, at.place, path);
}

const secretSource = /(?:^|\.)aws_secretsmanager_(?:secret_version|secret)(?:\.|$)/;

/** Whether a password was written as the value of a secret; the password itself is not looked at. */
export function readPasswordSource(at: Scope, keys: readonly string[]): Fact<boolean> {
  const path = keys[0] ?? '';
  for (const key of keys) {
    const written = at.resolver.written(at.resource, [key]);
    if (written.how === 'unclear')
      return unknown(
        'not-in-plan',
        'the plan holds no configuration that tells where the password comes from',
        {
          place: at.place,
          path: key,
        },
      );
    if (written.how !== 'references') continue;
    const references = written.references;
    const names = references.flatMap(({ text, targets }) => [text, ...targets]);
    if (names.some((name) => secretSource.test(name))) return known(true, at.place, key);
    const lost = references.find(({ targets, text }) => targets.length === 0 && isInner(text))?.text;
    if (lost !== undefined || references.length === 0)
      return unknown('ambiguous', `it comes from ${lost ?? 'something that plans do not show'}`, {
        place: at.place,
        path: key,
      });
  }
  return known(false, at.place, path);
}

/** A root variable is what somebody typed or kept elsewhere; locals and modules may hold anything. */
function isInner(text: string): boolean {
  return /(?:^|\.)(?:local|each)\./.test(text);
}
