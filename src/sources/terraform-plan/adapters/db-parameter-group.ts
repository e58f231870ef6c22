import { byDefault, type Fact, known, type MapValue, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isSwitchedOn, tlsParameterOf } from '../../../model/tls-parameters.ts';
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

function forcesTls(at: Scope, family: Fact<string>, { entries, open }: MapValue<string>): Fact<boolean> {
  if (family.state !== 'known') return family as Fact<never>;
  const path = 'parameter';
  const { name, onByDefault } = tlsParameterOf(family.value);
  const value = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (value?.state === 'known') return known(isSwitchedOn(value.value), value.place, value.path);
  if (value?.state === 'unknown') return value;
  if (open !== undefined) return open;
  if (onByDefault === undefined)
    return unknown('not-in-plan', `what its family ${family.value} does by default is not known`, {
      place: at.place,
      path,
    });
  // A group holds what differs from the engine's defaults, so that this is the truth of one that exists as well.
  return at.fresh ? awsDefault(at, path, onByDefault) : byDefault(onByDefault, at.place, path);
}
