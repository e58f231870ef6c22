import { absent, byDefault, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { type PolicyDocument, readPolicyDocument } from '../../../model/policy-document.ts';
import { readPolicy } from '../iam-document.ts';
import { readBool, readInt, readString } from '../reader.ts';
import { attachedTo, linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

type Key = FactsOf<Kinds['kms-key']>;

export const keyPolicy: Link = { type: 'aws_kms_key_policy', by: 'key_id', owner: ['key_id', 'id', 'arn'] };
const keyAlias: Link = { type: 'aws_kms_alias', by: 'target_key_id', owner: ['key_id', 'id', 'arn'] };

/** `aws_kms_key`. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export function adaptKmsKey(at: Scope, view: PhaseView): Key {
  const enabled = readBool(at, 'is_enabled', { default: true });
  return {
    customerManaged: known(true, at.place, 'type'),
    state: mapFact(enabled, (on) => (on ? 'Enabled' : 'Disabled')),
    symmetric: isSymmetric(at),
    rotates: readBool(at, 'enable_key_rotation', { default: false }),
    deletionWindowDays: deletionWindow(at),
    policy: policyOf(at, view),
  };
}

/** `aws_kms_external_key`: its material comes from outside, so KMS cannot rotate it. */
export function adaptKmsExternalKey(at: Scope, view: PhaseView): Key {
  const pending = { unknown: 'known only after apply: it depends on whether key material is imported' };
  return {
    customerManaged: known(true, at.place, 'type'),
    state: at.fresh
      ? mapFact(readBool(at, 'enabled', pending), (on) => (on ? 'Enabled' : 'Disabled'))
      : readString(at, 'key_state'),
    symmetric: known(false, at.place, 'type'),
    rotates: byDefault(false, at.place, 'type'),
    deletionWindowDays: deletionWindow(at),
    policy: policyOf(at, view),
  };
}

/**
 * `aws_kms_replica_key`: key spec and rotation are the primary key's.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export function adaptKmsReplicaKey(at: Scope, view: PhaseView): Key {
  const primary = linkedTo(at, 'primary_key_arn', { type: 'aws_kms_key', names: ['arn'] }, view);
  const enabled = readBool(at, 'enabled', { default: true });
  const spec = readString(at, 'key_spec');
  return {
    customerManaged: known(true, at.place, 'type'),
    state: mapFact(enabled, (on) => (on ? 'Enabled' : 'Disabled')),
    symmetric:
      primary === undefined ? mapFact(spec, (name) => name === 'SYMMETRIC_DEFAULT') : isSymmetric(primary),
    rotates:
      primary === undefined
        ? readBool(at, 'key_rotation_enabled')
        : readBool(primary, 'enable_key_rotation', { default: false }),
    deletionWindowDays: deletionWindow(at),
    policy: policyOf(at, view),
  };
}

/** Aliases and their addresses mean the key as well. */
export function aliasesOfKey(at: Scope, view: PhaseView): readonly string[] {
  return attachedTo(at, keyAlias, view).items.flatMap((alias) => [
    alias.resource.address,
    ...[alias.values.arn, alias.values.name].filter((name) => typeof name === 'string'),
  ]);
}

/** Keys have no names but those of their aliases: the first one counts, as it does in an account. */
export function nameOfKey(at: Scope, view: PhaseView): Fact<string> {
  const { items, open } = attachedTo(at, keyAlias, view);
  const names = items.map((alias) => readString(alias, 'name'));
  const told = names.filter((name) => name.state === 'known').sort((a, b) => (a.value < b.value ? -1 : 1));
  return told[0] ?? names[0] ?? open ?? absent(at.place, keyAlias.type);
}

function isSymmetric(at: Scope): Fact<boolean> {
  const spec = readString(at, 'customer_master_key_spec', { default: 'SYMMETRIC_DEFAULT' });
  const store = readString(at, 'custom_key_store_id', 'absent');
  if (store.state === 'known') return known(false, at.place, store.path);
  if (store.state === 'unknown' && store.set === true) return known(false, at.place, store.path);
  return mapFact(spec, (name) => name === 'SYMMETRIC_DEFAULT');
}

/** The window belongs to a deletion to come: what nobody wrote is KMS's 30 days then, also for keys that exist. */
function deletionWindow(at: Scope): Fact<number> {
  return readInt(at, 'deletion_window_in_days', { always: 30 });
}

function policyOf(at: Scope, view: PhaseView): Fact<PolicyDocument> {
  const { items, open } = attachedTo(at, keyPolicy, view);
  const [own] = items;
  if (own !== undefined) return readPolicy(own, 'policy', view);
  const document = defaultPolicy(at);
  const written = readPolicy(at, 'policy', view, document === undefined ? undefined : { default: document });
  const replaced = open !== undefined && (written.state !== 'known' || written.default === true);
  return replaced ? open : written;
}

/**
 * One statement that gives the own account all rights, by IAM policies. Its id is not in the plan: IAM's variable for it stands in.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function defaultPolicy(at: Scope): PolicyDocument | undefined {
  const statement = {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM.
    Principal: { AWS: 'arn:aws:iam::${aws:ResourceAccount}:root' },
    Action: 'kms:*',
    Resource: '*',
  };
  const document = readPolicyDocument({ Statement: [statement] }, { place: at.place, path: 'policy' });
  return document.state === 'known' ? document.value : undefined;
}

function mapFact<A, B>(fact: Fact<A>, change: (value: A) => B): Fact<B> {
  if (fact.state === 'absent') return absent(fact.place, fact.path);
  return fact.state === 'known' ? { ...fact, value: change(fact.value) } : fact;
}
