import { type Fact, known, type Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { awsDefault, isScope, readBlock, readBlocks, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { inlineForWholeBucket, isForWholeBucket } from './s3-filter.ts';
import type { Part } from './s3-part.ts';

type Replication = Pick<FactsOf<Kinds['s3-bucket']>, 'replicates' | 'replicationTargets'>;

const path = 'replication_configuration';

/** Replication, of the resource of its own or of the bucket: whether a rule is in force, and where to. */
export function readReplication(at: Scope, part: Part): Replication {
  if (part.by === 'open') return { replicates: part.cause, replicationTargets: part.cause };
  if (part.by === 'removed')
    return {
      replicates: known(false, at.place, path),
      replicationTargets: known({ items: [] }, at.place, path),
    };
  const own = part.by === 'resource' ? part.at : readBlock(at, path, 'nothing');
  if (own === undefined)
    return {
      replicates: awsDefault(at, path, false),
      replicationTargets: awsDefault(at, path, { items: [] }),
    };
  if (!isScope(own)) return { replicates: own, replicationTargets: own };
  return fromRules(own, part.by === 'resource' ? 'rule' : 'rules');
}

function fromRules(own: Scope, name: string): Replication {
  const { items: rules, open } = readBlocks(own, name);
  const states = rules.map((rule) => readString(rule, 'status'));
  const isWhole = name === 'rule' ? isForWholeBucket : inlineForWholeBucket;
  const inForce = states.some((state) => state.state === 'known' && state.value === 'Enabled');
  const doubt = open ?? states.find((state): state is Unknown => state.state === 'unknown');
  const items = rules.flatMap((rule, index) => targetOf(rule, states[index], isWhole));
  return {
    replicates: inForce ? known(true, own.place, path) : (doubt ?? known(false, own.place, path)),
    replicationTargets: known(doubt === undefined ? { items } : { items, open: doubt }, own.place, path),
  };
}

/** The target of a rule in force, if it replicates everything. */
function targetOf(
  rule: Scope,
  status: Fact<string> | undefined,
  isWhole: typeof isForWholeBucket,
): readonly Fact<string>[] {
  if (status?.state !== 'known' || status.value !== 'Enabled') return [];
  const whole = isWhole(rule, 'replication');
  // What the filter comes from is no bucket that the objects go to.
  if (whole.state === 'unknown') return [{ ...whole, references: [] }];
  if (whole.state === 'known' && !whole.value) return [];
  const destination = readBlock(rule, 'destination');
  if (destination === undefined) return [];
  return [isScope(destination) ? readString(destination, 'bucket') : destination];
}
