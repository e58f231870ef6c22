import { byDefault, type Fact, known, type MapValue, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isSwitchedOn, tlsParameterOf } from '../../../model/tls-parameters.ts';
import { placeOf } from '../item.ts';
import { type Evidence, elementsOf, type RegionAnswers } from './evidence.ts';
import { type ItemReader, itemReader } from './item-reader.ts';

type Group = FactsOf<Kinds['db-parameter-group']>;

/** How RDS writes groups of instances, and groups of clusters. */
export interface GroupApi {
  readonly name: 'DBParameterGroupName' | 'DBClusterParameterGroupName';
  readonly parameters: 'rds:DescribeDBParameters' | 'rds:DescribeDBClusterParameters';
}

/**
 * A parameter group as RDS lists it, with what somebody set in it; everything else is as its family has it.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBParameters.html
 */
export function adaptDbParameterGroup(api: GroupApi, answers: RegionAnswers): (group: ItemReader) => Group {
  return (group) => {
    const name = group.string(api.name);
    const evidence = answers.about(api.parameters, {
      [api.name]: name.state === 'known' ? name.value : '',
      Source: 'user',
    });
    const parameters = parametersOf(evidence, group);
    const family = group.string('DBParameterGroupFamily');
    return {
      groupName: name,
      family,
      ofCluster: group.known(api.name, api.name === 'DBClusterParameterGroupName'),
      parameters: known(parameters, placeIn(evidence, group), 'Parameters'),
      forcesTls: forcesTls(family, parameters, placeIn(evidence, group)),
    };
  };
}

function placeIn(evidence: Evidence, group: ItemReader): Fact['place'] {
  return placeOf(evidence.readBy, group.place.source === 'aws-account' ? group.place.id : '');
}

/** What is not whole stays open: a parameter that was not read is not one that nobody set. */
function parametersOf(evidence: Evidence, group: ItemReader): MapValue<string> {
  const place = placeIn(evidence, group);
  const entries: Record<string, Fact<string>> = {};
  for (const element of elementsOf(evidence, 'Parameters')) {
    const parameter = itemReader({
      root: element,
      place,
      holder: `the answer of ${evidence.readBy.api}`,
      base: 'Parameters',
    });
    const name = parameter.string('ParameterName');
    if (name.state === 'known') entries[name.value] = parameter.string('ParameterValue', 'absent');
  }
  const { missing } = evidence;
  if (missing === undefined) return { entries };
  return { entries, open: unknown(missing.reason, missing.detail, { place, path: 'Parameters' }) };
}

function forcesTls(
  family: Fact<string>,
  { entries, open }: MapValue<string>,
  place: Fact['place'],
): Fact<boolean> {
  if (family.state !== 'known') return family as Fact<never>;
  const { name, onByDefault } = tlsParameterOf(family.value);
  const value = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (value?.state === 'known') return known(isSwitchedOn(value.value), value.place, value.path);
  if (value?.state === 'unknown') return value;
  if (open !== undefined) return open;
  const at = { place, path: `Parameters.${name}` };
  if (onByDefault === undefined)
    return unknown('not-recorded', `what its family ${family.value} does by default is not known`, at);
  return byDefault(onByDefault, at.place, at.path);
}
