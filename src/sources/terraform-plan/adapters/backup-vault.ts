import { absent, type Fact, known, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readPolicy } from '../iam-document.ts';
import { awsDefault, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

type Vault = FactsOf<Kinds['backup-vault']>;

const part = (type: string): Link => ({ type, by: 'backup_vault_name', owner: ['name', 'id'] });

/** The resources that hold one part of a vault each. */
export const vaultParts = {
  policy: part('aws_backup_vault_policy'),
  lock: part('aws_backup_vault_lock_configuration'),
} as const;

/** `aws_backup_vault`. https://docs.aws.amazon.com/aws-backup/latest/devguide/vaults.html */
export function adaptBackupVault(at: Scope, view: PhaseView): Vault {
  return {
    vaultName: readString(at, 'name'),
    kmsKeyId: keyOf(at),
    locked: locked(at, view),
    policy: policyOf(at, view),
  };
}

/** An existing vault shows AWS's own key as it shows any other. */
function keyOf(at: Scope): Fact<string> {
  const key = 'kms_key_arn';
  const isUnwritten = at.resolver.written(at.resource, [key]).how === 'unset';
  if (at.fresh || !isUnwritten) return readString(at, key, 'absent');
  const detail = 'nobody wrote a key, and the plan does not tell whose key the vault has';
  return unknown('not-in-plan', detail, { place: at.place, path: key });
}

function locked(at: Scope, view: PhaseView): Fact<boolean> {
  const { type } = vaultParts.lock;
  const { items, open } = attachedTo(at, vaultParts.lock, view);
  if (items[0] !== undefined) return known(true, items[0].place, type);
  return open ?? (isAlone(at, vaultParts.lock, view) ? awsDefault(at, type, false) : elsewhere(at, type));
}

function policyOf(at: Scope, view: PhaseView): Vault['policy'] {
  const { type } = vaultParts.policy;
  const { items, open } = attachedTo(at, vaultParts.policy, view);
  const [only, second] = items;
  if (only !== undefined && second === undefined) return readPolicy(only, 'policy', view);
  if (only !== undefined)
    return unknown('ambiguous', 'set by several resources at once', { place: at.place, path: type });
  return open ?? (isAlone(at, vaultParts.policy, view) ? absent(at.place, type) : elsewhere(at, type));
}

/** A new vault has what this plan gives it, and one that loses its part has none; of others somebody else may hold it. */
function isAlone(at: Scope, link: Link, view: PhaseView): boolean {
  if (at.fresh) return true;
  return view.previous !== undefined && attachedTo(at, link, view.previous).items.length > 0;
}

function elsewhere(at: Scope, path: string): Fact<never> {
  const detail = 'the vault exists already, and neither the plan nor its prior state holds it';
  return unknown('not-in-plan', detail, { place: at.place, path });
}
