import type { Fact, ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
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

function anyOf(rule: ItemReader, paths: readonly string[], test: (value: unknown) => boolean): Fact<boolean> {
  const found = paths.filter((path) => test(rule.json(path)));
  return rule.known(found[0] ?? paths[0] ?? '', found.length > 0);
}

function isNotEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function isSet(value: unknown): boolean {
  return typeof value === 'number' ? value > 0 : typeof value === 'string' && value !== '';
}
