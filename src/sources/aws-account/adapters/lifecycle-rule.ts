import type { Fact, ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { field, isObject } from '../item.ts';
import type { ItemReader } from './item-reader.ts';

type Rules = FactsOf<Kinds['s3-bucket']>['lifecycleRules'];
type LifecycleRule = Rules extends Fact<ListValue<infer R>> ? R : never;

/** One rule of BucketLifecycleConfiguration, in which -1 days stands for "not set". */
export function lifecycleRule(rule: ItemReader): LifecycleRule {
  const status = rule.string('status');
  return {
    fields: {
      enabled:
        status.state === 'known' ? rule.known('status', status.value === 'Enabled') : rule.bool('status'),
      wholeBucket: isForWholeBucket(rule),
      transitions: anyOf(rule, ['transitions', 'noncurrentVersionTransitions'], isNotEmpty),
      expires: anyOf(
        rule,
        [
          'expirationInDays',
          'expirationDate',
          'noncurrentVersionExpirationInDays',
          'noncurrentVersionExpiration.noncurrentDays',
        ],
        isSet,
      ),
      abortIncompleteUploadsDays: rule.int('abortIncompleteMultipartUpload.daysAfterInitiation', 'absent'),
    },
  };
}

/**
 * AWS Config holds a rule's filter as a predicate, which is null for the whole bucket; rules of the first version have a
 * prefix. Objects below 128 KiB are not moved anyhow.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html
 */
function isForWholeBucket(rule: ItemReader): Fact<boolean> {
  const prefix = rule.string('prefix', { always: '' });
  if (prefix.state === 'known' && prefix.value !== '') return rule.known('prefix', false);
  if (rule.isBroken('filter.predicate'))
    return rule.unknown(
      'filter',
      'unreadable',
      'the filter of a lifecycle rule has a form that nobody knows',
    );
  const predicate = rule.json('filter.predicate');
  return rule.known('filter.predicate', predicate === undefined || narrowsNothing(predicate));
}

/** Whether a filter's predicate leaves nothing out. */
export function narrowsNothing(predicate: unknown): boolean {
  if (predicate === null) return true;
  if (!isObject(predicate)) return false;
  const operands = field(predicate, 'operands');
  if (Array.isArray(operands)) return operands.every(narrowsNothing);
  const least = field(predicate, 'objectSizeGreaterThan');
  if (least !== undefined) return Number(least) <= 128 * 1024;
  return field(predicate, 'type') === 'LifecyclePrefixPredicate' && field(predicate, 'prefix') === '';
}

function anyOf(rule: ItemReader, paths: readonly string[], test: (value: unknown) => boolean): Fact<boolean> {
  const found = paths.filter((path) => test(rule.json(path)));
  return rule.known(found[0] ?? paths[0] ?? '', found.length > 0);
}

function isNotEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function isSet(value: unknown): boolean {
  // Rule events and older items hold numbers as text.
  const days = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof days === 'number' ? days > 0 : typeof days === 'string' && days !== '';
}
