import { byDefault, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { daysOfSchedule } from '../../../model/rotation-schedule.ts';
import { placeOf } from '../item.ts';
import type { ItemView } from './config-kind.ts';
import type { RegionAnswers } from './evidence.ts';
import { type ItemReader, itemReader } from './item-reader.ts';
import type { ListedAt } from './listing.ts';
import { secretAges } from './secret-ages.ts';
import { policyOf, toldPolicy } from './secret-policy.ts';

type Secret = FactsOf<Kinds['secret']>;

/** How one source writes what both tell. */
interface SecretPaths {
  readonly name: string;
  readonly key: string;
  readonly rotates: string;
  readonly rotation: string;
  readonly function: string;
  readonly schedule: string;
  readonly days: string;
  readonly hours?: string;
}

const recorded: SecretPaths = {
  name: 'configuration.Name',
  key: 'configuration.KMSKeyId',
  rotates: 'configuration.RotationEnabled',
  rotation: 'configuration.RotationRules',
  function: 'configuration.RotationLambdaARN',
  schedule: 'configuration.RotationRules.RotationScheduleExpression',
  days: 'configuration.RotationRules.AutomaticallyAfterDays',
  hours: 'configuration.RotationRules.AutomaticallyAfterHours',
};

const listed: SecretPaths = {
  name: 'Name',
  key: 'KmsKeyId',
  rotates: 'RotationEnabled',
  rotation: 'RotationRules',
  function: 'RotationLambdaARN',
  schedule: 'RotationRules.ScheduleExpression',
  days: 'RotationRules.AutomaticallyAfterDays',
};

/**
 * `AWS::SecretsManager::Secret` of AWS Config, which leaves out what DescribeSecret leaves out.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
export function adaptSecret(item: ItemReader, view: ItemView): Secret {
  const { place } = item;
  const arn = place.source === 'aws-account' ? place.id : '';
  return {
    ...whatBothTell(item, recorded),
    ...secretAges(arn, view.answers),
    recoveryWindowDays: withoutWindow(item, 'configuration'),
    policy: policyOf(item, arn, view),
  };
}

/** A secret as Secrets Manager lists it. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_SecretListEntry.html */
export function adaptListedSecret(item: ItemReader, { answers, region }: ListedAt): Secret {
  const arn = String(item.json('ARN'));
  const own = whatBothTell(item, listed);
  const isSaid = own.rotates.state === 'known' && own.rotates.value;
  const primary = item.string('PrimaryRegion', 'absent');
  const isReplica = primary.state === 'known' && primary.value !== region;
  return {
    ...own,
    ...secretAges(arn, answers),
    recoveryWindowDays: withoutWindow(item, 'DeletedDate'),
    policy: toldPolicy(arn, answers),
    ...(isReplica && !isSaid ? ofPrimary(item, primary.value, answers.in(primary.value)) : {}),
  };
}

type Rotation = Pick<Secret, 'rotates' | 'rotationDays' | 'rotatedDaysAgo' | 'changedDaysAgo'>;

/**
 * Rotated is the primary alone, and what it gets goes on to its replicas, whose ARNs differ by the region.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
 */
function ofPrimary(replica: ItemReader, region: string, answers: RegionAnswers): Rotation {
  const api = 'secretsmanager:ListSecrets';
  const arn = String(replica.json('ARN')).split(':').with(3, region).join(':');
  const found = answers.element(api, 'SecretList', 'ARN', arn);
  if (found === undefined) {
    const detail = `it is a replica, and rotated is its primary in ${region}, which is not among what was read`;
    const untold = replica.unknown('PrimaryRegion', 'not-read', detail);
    return { rotates: untold, rotationDays: untold, rotatedDaysAgo: untold, changedDaysAgo: untold };
  }
  const place = placeOf(answers.of(api).readBy, arn);
  const primary = itemReader({ root: found.element, place, holder: `the answer of ${api}` });
  const { rotates, rotationDays } = whatBothTell(primary, listed);
  const { rotatedDaysAgo, changedDaysAgo } = secretAges(arn, answers);
  return { rotates, rotationDays, rotatedDaysAgo, changedDaysAgo };
}

function whatBothTell(item: ItemReader, paths: SecretPaths) {
  const rotates = isRotated(item, paths);
  const isOff = rotates.state === 'known' && !rotates.value;
  return {
    secretName: item.string(paths.name),
    kmsKeyId: ownKey(item, paths.key),
    rotates,
    // A rotation that was switched off keeps its schedule.
    rotationDays: isOff ? item.absent(paths.rotation) : daysBetween(item, paths),
  };
}

function withoutWindow(item: ItemReader, path: string): Fact<never> {
  const detail = 'AWS keeps no waiting period for a secret that nobody has asked to delete';
  return item.unknown(path, 'not-recorded', detail);
}

/** "If the secret is encrypted with the AWS managed key aws/secretsmanager, this field is omitted." */
function ownKey(item: ItemReader, path: string): Fact<string> {
  const key = item.string(path, 'absent');
  return key.state === 'known' && key.value.endsWith('alias/aws/secretsmanager') ? item.absent(path) : key;
}

/** "If the secret has never been configured for rotation, Secrets Manager returns null", and no rules either. */
function isRotated(item: ItemReader, { rotates, rotation, function: lambda }: SecretPaths): Fact<boolean> {
  const isUnheard = [rotates, rotation, lambda].every(
    (one) => item.json(one) === undefined && !item.isBroken(one),
  );
  return isUnheard ? byDefault(false, item.place, item.at(rotates)) : item.bool(rotates);
}

/** A schedule says more than the number, which AWS reckons from it at the last rotation. */
function daysBetween(item: ItemReader, paths: SecretPaths): Fact<number> {
  const schedule = item.string(paths.schedule, 'absent');
  if (schedule.state === 'known') return daysOf(item, schedule.value, paths.schedule);
  if (schedule.state === 'unknown') return schedule;
  const days = item.int(paths.days);
  if (paths.hours === undefined || (days.state === 'known' && days.value > 0)) return days;
  const hours = item.int(paths.hours);
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
