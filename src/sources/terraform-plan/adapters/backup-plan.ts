import { absent, type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf, ValueOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isScope, readBlock, readBlocks, readBool, readInt, readString } from '../reader.ts';
import { linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { readSelected } from './backup-selection.ts';
import { readRegion } from './rds-parts.ts';

type Plan = FactsOf<Kinds['backup-plan']>;
type Rule = ValueOf<Kinds['backup-plan']['attributes']['rules']['type']>['items'][number];

/** `aws_backup_plan`. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html */
export function adaptBackupPlan(at: Scope, view: PhaseView): Plan {
  const { items: blocks, open } = readBlocks(at, 'rule');
  const copies = blocks.map((block) => readCopies(block, view));
  const causes = [open, ...copies.map((copy) => copy.open)];
  return {
    planName: readString(at, 'name'),
    rules: listOf(
      blocks.map((block, index) => readRule(block, copies[index])),
      open,
      at,
      'rule',
    ),
    vaultNames: listOf(
      blocks.map((block) => readString(block, 'target_vault_name')),
      open,
      at,
      'rule',
    ),
    selected: readSelected(at, view),
    copyRegions: listOf(
      copies.flatMap((copy) => copy.items),
      causes.find((cause) => cause !== undefined),
      at,
      'rule',
    ),
  };
}

function readRule(at: Scope, copies: ListValue<string> = { items: [] }): Rule {
  const path = at.prefix.slice(0, -1);
  const fields = {
    ruleName: readString(at, 'rule_name'),
    vaultName: readString(at, 'target_vault_name'),
    retentionDays: readRetention(at),
    continuous: readBool(at, 'enable_continuous_backup', { always: false }),
    copyRegions: known(copies, at.place, `${path}.copy_action`),
  };
  return known({ fields }, at.place, path);
}

/** Without a lifecycle, or with a 0 in it, backups are kept for ever. */
function readRetention(at: Scope): Fact<number> {
  const block = readBlock(at, 'lifecycle');
  if (block === undefined) return absent(at.place, `${at.prefix}lifecycle`);
  if (!isScope(block)) return block;
  const days = readInt(block, 'delete_after', 'absent');
  return days.state === 'known' && days.value === 0 ? absent(days.place, days.path) : days;
}

function readCopies(at: Scope, view: PhaseView): ListValue<string> {
  const { items: blocks, open } = readBlocks(at, 'copy_action');
  const items = blocks.map((block) => regionOfVault(block, at, view));
  return open === undefined ? { items } : { items, open };
}

/** By the ARN of the vault, or by the vault itself: `arn:aws:backup:eu-central-1:111122223333:backup-vault:caja`. */
function regionOfVault(at: Scope, rule: Scope, view: PhaseView): Fact<string> {
  const key = 'destination_vault_arn';
  const arn = readString(at, key);
  if (arn.state === 'known') {
    const region = arn.value.split(':')[3];
    return region === undefined || region === ''
      ? unknown('unreadable', 'the ARN of the vault names no region', { place: at.place, path: arn.path })
      : known(region, at.place, arn.path);
  }
  const vault = linkedTo(at, key, { type: 'aws_backup_vault', names: ['arn'] }, view);
  if (vault !== undefined) return readRegion(vault, view);
  return arn.state === 'unknown'
    ? arn
    : unknown('unreadable', 'a copy without a vault', { place: rule.place, path: `${at.prefix}${key}` });
}

function listOf<V>(
  items: readonly Fact<V>[],
  open: Unknown | undefined,
  at: Scope,
  path: string,
): Fact<ListValue<V>> {
  return known(open === undefined ? { items } : { items, open }, at.place, path);
}
