import { byDefault, type Fact, known, type MapValue, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { awsDefault, readBlocks, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

type Group = FactsOf<Kinds['db-parameter-group']>;

/** `aws_db_parameter_group`. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/parameter-groups-overview.html */
export function adaptDbParameterGroup(at: Scope): Group {
  return adaptGroup(at, false);
}

/** `aws_rds_cluster_parameter_group`, which Aurora and Multi-AZ clusters use. */
export function adaptRdsClusterParameterGroup(at: Scope): Group {
  return adaptGroup(at, true);
}

function adaptGroup(at: Scope, ofCluster: boolean): Group {
  const family = readString(at, 'family');
  const parameters = readParameters(at);
  return {
    groupName: readString(at, 'name'),
    family,
    ofCluster: known(ofCluster, at.place, 'type'),
    parameters: known(parameters, at.place, 'parameter'),
    forcesTls: forcesTls(at, family, parameters),
  };
}

function readParameters(at: Scope): MapValue<string> {
  const blocks = readBlocks(at, 'parameter');
  const entries: Record<string, Fact<string>> = {};
  let open: Unknown | undefined = blocks.open;
  for (const block of blocks.items) {
    const name = readString(block, 'name');
    if (name.state === 'known') entries[name.value] = readString(block, 'value', 'absent');
    else if (name.state === 'unknown') open ??= name;
  }
  return open === undefined ? { entries } : { entries, open };
}

/** The parameter that makes TLS a duty, and since which version of the engine it does so by itself. */
interface TlsParameter {
  readonly families: RegExp;
  readonly name: string;
  readonly onSince?: number;
}

/**
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html: on since 15
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html: on since 17
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html: off
 */
const tlsParameters: readonly TlsParameter[] = [
  { families: /^postgres(\d+)/, name: 'rds.force_ssl', onSince: 15 },
  { families: /^aurora-postgresql(\d+)/, name: 'rds.force_ssl', onSince: 17 },
  { families: /^(?:aurora-)?mysql(5|8\.0)/, name: 'require_secure_transport' },
];

function forcesTls(at: Scope, family: Fact<string>, { entries, open }: MapValue<string>): Fact<boolean> {
  if (family.state !== 'known') return family as Fact<never>;
  const path = 'parameter';
  const found = tlsParameters.find(({ families }) => families.test(family.value));
  const name = found?.name ?? 'require_secure_transport';
  const value = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (value?.state === 'known') {
    const on = ['1', 'on', 'true'].includes(value.value.toLowerCase());
    return known(on, value.place, value.path);
  }
  if (value?.state === 'unknown') return value;
  if (open !== undefined) return open;
  if (found === undefined)
    return unknown('not-in-plan', `what its family ${family.value} does by default is not known`, {
      place: at.place,
      path,
    });
  const version = Number(found.families.exec(family.value)?.[1]);
  const on = found.onSince !== undefined && version >= found.onSince;
  // A group holds what differs from the engine's defaults, so that this is the truth of one that exists as well.
  return at.fresh ? awsDefault(at, path, on) : byDefault(on, at.place, path);
}
