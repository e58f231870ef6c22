import { absent, type Fact, known, type ListValue, type Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isScope, readBlock, readBlocks, readBool, readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { inlineForWholeBucket, isForWholeBucket } from './s3-filter.ts';
import type { Part } from './s3-part.ts';

type Rules = FactsOf<Kinds['s3-bucket']>['lifecycleRules'];
type Rule = Rules extends Fact<ListValue<infer R>> ? R : never;

/** Lifecycle rules, of the resource of their own or of the bucket. */
export function readLifecycleRules(at: Scope, part: Part): Rules {
  if (part.by === 'open') return part.cause;
  if (part.by === 'removed') return known({ items: [] }, at.place, 'lifecycle_rule');
  const own = part.by === 'resource';
  const { items: blocks, open } = own
    ? readBlocks(part.at, 'rule')
    : readBlocks(at, 'lifecycle_rule', 'nothing');
  const items = blocks.map((rule) =>
    known(own ? ruleOf(rule) : inlineRule(rule), rule.place, rule.prefix.slice(0, -1)),
  );
  const path = own ? 'rule' : 'lifecycle_rule';
  return known(open === undefined ? { items } : { items, open }, own ? part.at.place : at.place, path);
}

function ruleOf(at: Scope): Rule {
  const status = readString(at, 'status');
  const abort = readBlock(at, 'abort_incomplete_multipart_upload');
  return {
    fields: {
      enabled: status.state === 'known' ? { ...status, value: status.value === 'Enabled' } : status,
      wholeBucket: isForWholeBucket(at, 'lifecycle'),
      transitions: hasAny(at, ['transition', 'noncurrent_version_transition']),
      expires: hasAny(at, ['expiration', 'noncurrent_version_expiration'], removesObjects),
      abortIncompleteUploadsDays: isScope(abort)
        ? readInt(abort, 'days_after_initiation')
        : (abort ?? absent(at.place, `${at.prefix}abort_incomplete_multipart_upload`)),
    },
  };
}

function inlineRule(at: Scope): Rule {
  const days = readInt(at, 'abort_incomplete_multipart_upload_days', 'absent');
  return {
    fields: {
      enabled: readBool(at, 'enabled'),
      wholeBucket: inlineForWholeBucket(at, 'lifecycle'),
      transitions: hasAny(at, ['transition', 'noncurrent_version_transition']),
      expires: hasAny(at, ['expiration', 'noncurrent_version_expiration'], removesObjects),
      // The old provider writes 0 where there is none.
      abortIncompleteUploadsDays:
        days.state === 'known' && days.value === 0 ? absent(days.place, days.path) : days,
    },
  };
}

/** An expiration that only clears delete markers removes no objects. */
function removesObjects(at: Scope, block: string): Fact<boolean> {
  if (block !== 'expiration') return known(true, at.place, at.prefix.slice(0, -1));
  const days = readInt(at, 'days', 'absent');
  const date = readString(at, 'date', 'absent');
  const path = at.prefix.slice(0, -1);
  if ((days.state === 'known' && days.value > 0) || date.state === 'known')
    return known(true, at.place, path);
  const marker = readBool(at, 'expired_object_delete_marker', { always: false });
  if (marker.state === 'known' && marker.value) return known(false, at.place, path);
  const cause = [days, date, marker].find((fact) => fact.state === 'unknown');
  return cause ?? known(false, at.place, path);
}

function hasAny(
  at: Scope,
  names: readonly string[],
  counts: (block: Scope, name: string) => Fact<boolean> = (block) => known(true, block.place, block.prefix),
): Fact<boolean> {
  let cause: Unknown | undefined;
  for (const name of names) {
    const { items, open } = readBlocks(at, name);
    for (const item of items) {
      const fact = counts(item, name);
      if (fact.state === 'known' && fact.value) return known(true, at.place, at.prefix + name);
      if (fact.state === 'unknown') cause ??= fact;
    }
    cause ??= open;
  }
  return cause ?? known(false, at.place, at.prefix + (names[0] ?? ''));
}
