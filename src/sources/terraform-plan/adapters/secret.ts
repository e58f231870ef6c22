import { absent, type Fact, known, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import { daysOfSchedule } from '../../../model/rotation-schedule.ts';
import { readPolicy } from '../iam-document.ts';
import { awsDefault, isScope, readBlock, readInt, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

type Secret = FactsOf<Kinds['secret']>;

const named = ['id', 'arn', 'name'];

/** What is written about a secret in resources of its own. */
export const secretParts = {
  rotation: { type: 'aws_secretsmanager_secret_rotation', by: 'secret_id', owner: named },
  policy: { type: 'aws_secretsmanager_secret_policy', by: 'secret_arn', owner: named },
} as const satisfies Record<string, Link>;

/** `aws_secretsmanager_secret`. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export function adaptSecret(at: Scope, view: PhaseView): Secret {
  return {
    secretName: readString(at, 'name'),
    kmsKeyId: ownKey(at),
    ...rotationOf(at, view),
    rotatedDaysAgo: notPlanned(at),
    changedDaysAgo: notPlanned(at),
    readDaysAgo: notPlanned(at),
    // Terraform's own default, handed over with every deletion to come:
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/secretsmanager_secret
    recoveryWindowDays: readInt(at, 'recovery_window_in_days', { always: 30 }),
    policy: policyOf(at, view),
  };
}

/** What happened to a secret is no part of a plan. */
function notPlanned({ place }: Scope): Fact<never> {
  return unknown('not-recorded', 'Terraform plans do not hold it', { place, path: 'rotation_enabled' });
}

/** Without a key it is encrypted with aws/secretsmanager, the same page; naming that one says no more. */
function ownKey(at: Scope): Fact<string> {
  const key = readString(at, 'kms_key_id', 'absent');
  return key.state === 'known' && key.value.endsWith('alias/aws/secretsmanager')
    ? absent(key.place, key.path)
    : key;
}

function rotationOf(at: Scope, view: PhaseView): Pick<Secret, 'rotates' | 'rotationDays'> {
  const { items, open } = attachedTo(at, secretParts.rotation, view);
  const [rotation] = items;
  const path = secretParts.rotation.type;
  if (rotation === undefined) {
    if (open !== undefined) return { rotates: open, rotationDays: open };
    return { rotates: awsDefault(at, path, false), rotationDays: { state: 'absent', place: at.place, path } };
  }
  return {
    rotates: known(true, rotation.place, 'rotation_rules'),
    rotationDays: daysBetween(rotation),
  };
}

/** Either a number of days or a schedule. https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html */
function daysBetween(rotation: Scope): Fact<number> {
  const rules = readBlock(rotation, 'rotation_rules');
  if (!isScope(rules)) return rules ?? { state: 'absent', place: rotation.place, path: 'rotation_rules' };
  const days = readInt(rules, 'automatically_after_days', 'absent');
  if (days.state === 'unknown' || (days.state === 'known' && days.value > 0)) return days;
  const schedule = readString(rules, 'schedule_expression', 'absent');
  if (schedule.state !== 'known') return schedule;
  const interval = daysOfSchedule(schedule.value);
  if (interval !== undefined) return { ...schedule, value: interval };
  const { place, path } = schedule;
  return unknown('unreadable', 'its schedule is neither a rate nor a monthly or more frequent cron', {
    place,
    path,
    set: true,
  });
}

/** Without a policy only the own account's IAM policies give access. */
function policyOf(at: Scope, view: PhaseView): Fact<PolicyDocument> {
  const { items, open } = attachedTo(at, secretParts.policy, view);
  const [own] = items;
  if (own !== undefined) return readPolicy(own, 'policy', view);
  const written = readPolicy(at, 'policy', view, 'absent');
  return written.state === 'absent' && open !== undefined ? open : written;
}
