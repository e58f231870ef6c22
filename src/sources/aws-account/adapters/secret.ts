import { byDefault, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import { daysOfSchedule } from '../../../model/rotation-schedule.ts';
import { placeOf } from '../item.ts';
import type { ItemView } from './config-kind.ts';
import { type ItemReader, itemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';
import { secretAges } from './secret-ages.ts';

type Secret = FactsOf<Kinds['secret']>;

/**
 * `AWS::SecretsManager::Secret` of AWS Config, which leaves out what DescribeSecret leaves out.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
export function adaptSecret(item: ItemReader, view: ItemView): Secret {
  const rotates = isRotated(item);
  const isOff = rotates.state === 'known' && !rotates.value;
  return {
    secretName: item.string('configuration.Name'),
    kmsKeyId: ownKey(item),
    rotates,
    // A rotation that was switched off keeps its schedule.
    rotationDays: isOff ? item.absent('configuration.RotationRules') : daysBetween(item),
    ...secretAges(idOf(item), view.answers),
    recoveryWindowDays: item.unknown(
      'configuration',
      'not-recorded',
      'AWS keeps no waiting period for a secret that nobody has asked to delete',
    ),
    policy: policyOf(item, view),
  };
}

function idOf({ place }: ItemReader): string {
  return place.source === 'aws-account' ? place.id : '';
}

/** "If the secret is encrypted with the AWS managed key aws/secretsmanager, this field is omitted." */
function ownKey(item: ItemReader): Fact<string> {
  const path = 'configuration.KMSKeyId';
  const key = item.string(path, 'absent');
  return key.state === 'known' && key.value.endsWith('alias/aws/secretsmanager') ? item.absent(path) : key;
}

/** "If the secret has never been configured for rotation, Secrets Manager returns null", and no rules either. */
function isRotated(item: ItemReader): Fact<boolean> {
  const path = 'configuration.RotationEnabled';
  const rotation = [path, 'configuration.RotationRules', 'configuration.RotationLambdaARN'];
  const isUnheard = rotation.every((one) => item.json(one) === undefined && !item.isBroken(one));
  const { place } = item;
  return isUnheard ? byDefault(false, place, item.at(path)) : item.bool(path);
}

/** A schedule says more than the number, which AWS reckons from it at the last rotation. */
function daysBetween(item: ItemReader): Fact<number> {
  const rule = (name: string) => `configuration.RotationRules.${name}`;
  const schedule = item.string(rule('RotationScheduleExpression'), 'absent');
  if (schedule.state === 'known') return daysOf(item, schedule.value, rule('RotationScheduleExpression'));
  if (schedule.state === 'unknown') return schedule;
  const hours = item.int(rule('AutomaticallyAfterHours'));
  const days = item.int(rule('AutomaticallyAfterDays'));
  if (days.state === 'known' && days.value > 0) return days;
  if (hours.state !== 'known' || hours.value === 0) return days.state === 'unknown' ? days : hours;
  return known(Math.ceil(hours.value / 24), hours.place, hours.path);
}

function daysOf(item: ItemReader, schedule: string, path: string): Fact<number> {
  const days = daysOfSchedule(schedule);
  if (days !== undefined) return item.known(path, days);
  return item.unknown(
    path,
    'unreadable',
    'its schedule is neither a rate nor a monthly or more frequent cron',
  );
}

const policyType = 'AWS::SecretsManager::ResourcePolicy';

/**
 * What Secrets Manager itself says of it; without a policy, its answer has none.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html
 */
function policyOf(item: ItemReader, view: ItemView): Fact<PolicyDocument> {
  const arn = idOf(item);
  const { missing, pages, readBy } = view.answers.about('secretsmanager:GetResourcePolicy', {
    SecretId: arn,
  });
  if (missing !== undefined) {
    const recorded = recordedPolicy(item, view);
    const isRefused = recorded.state === 'unknown' && missing.reason === 'denied';
    return isRefused ? item.unknown('configuration', missing.reason, missing.detail) : recorded;
  }
  const holder = `the answer of ${readBy.api}`;
  const answer = itemReader({ root: pages[0]?.output ?? {}, place: placeOf(readBy, arn), holder });
  return policyFact(answer, 'ResourcePolicy', 'absent');
}

/**
 * AWS Config keeps policies of secrets as resources of their own. It does not do so in every region, so that only where it is
 * seen to, a secret without one has none: https://docs.aws.amazon.com/config/latest/developerguide/what-is-resource-config-coverage.html
 */
function recordedPolicy(item: ItemReader, view: ItemView): Fact<PolicyDocument> {
  const path = 'configuration';
  const { items, listed } = view.ofType(policyType);
  const names = [item.json('configuration.ARN'), item.json('configuration.Name')];
  const own = items.find((one) =>
    [one.json('configuration.Id'), one.json('configuration.SecretId')].some(
      (id) => id !== undefined && names.includes(id),
    ),
  );
  if (own !== undefined) return policyFact(own, 'configuration.ResourcePolicy', undefined);
  if (listed && items.length > 0 && items.every(isTold)) return item.absent(path);
  return item.unknown(path, 'not-recorded', 'AWS Config shows no policies of secrets here');
}

/** Whether it says whose policy it is, by ARN: names end otherwise. */
function isTold(policy: ItemReader): boolean {
  const id = policy.json('configuration.Id') ?? policy.json('configuration.SecretId');
  return typeof id === 'string' && id.startsWith('arn:');
}
