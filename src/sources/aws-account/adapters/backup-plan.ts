import { absent, type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import type { FactsOf, ValueOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { selectedBy } from './backup-selection.ts';
import type { ItemView } from './config-kind.ts';
import type { ItemReader } from './item-reader.ts';

type Plan = FactsOf<Kinds['backup-plan']>;
type Rule = ValueOf<Kinds['backup-plan']['attributes']['rules']['type']>['items'][number];

const rulesPath = 'configuration.BackupPlan.BackupPlanRule';

/** `AWS::Backup::BackupPlan` of AWS Config. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html */
export function adaptBackupPlan(item: ItemReader, view: ItemView): Plan {
  return {
    planName: item.string('configuration.BackupPlan.BackupPlanName'),
    rules: flat(item.list(rulesPath, readRule)),
    vaultNames: flat(item.list(rulesPath, (rule) => rule.string('TargetBackupVault'))),
    selected: selectedBy(item, view),
    copyRegions: allCopies(item),
  };
}

function readRule(rule: ItemReader): Rule {
  const fields = {
    ruleName: rule.string('RuleName'),
    vaultName: rule.string('TargetBackupVault'),
    retentionDays: retention(rule),
    // A rule that nobody asked it of makes snapshots alone: API_BackupRule.html.
    continuous: rule.bool('EnableContinuousBackup', { always: false }),
    copyRegions: known(copiesOf(rule), rule.place, rule.at('CopyActions')),
  };
  return known({ fields }, rule.place, rule.at(''));
}

/** Without a lifecycle, or with a 0 in it, backups are kept for ever. */
function retention(rule: ItemReader): Fact<number> {
  const days = rule.int('Lifecycle.DeleteAfterDays', 'absent');
  return days.state === 'known' && days.value <= 0 ? absent(days.place, days.path) : days;
}

function copiesOf(rule: ItemReader): ListValue<string> {
  const copies = flat(rule.list('CopyActions', regionOfVault, 'empty'));
  if (copies.state === 'known') return copies.value;
  return copies.state === 'unknown' ? { items: [], open: copies } : { items: [] };
}

/** `arn:aws:backup:eu-central-1:111122223333:backup-vault:caja` */
function regionOfVault(copy: ItemReader): Fact<string> {
  const arn = copy.string('DestinationBackupVaultArn');
  if (arn.state !== 'known') return arn;
  const region = arn.value.split(':')[3];
  return region === undefined || region === ''
    ? unknown('unreadable', 'the ARN of the vault names no region', arn)
    : known(region, arn.place, arn.path);
}

function allCopies(item: ItemReader): Fact<ListValue<string>> {
  const rules = item.list(rulesPath, copiesOf);
  if (rules.state !== 'known') return rules;
  const lists = rules.value.items.map((list) =>
    list.state === 'known' ? list.value : { items: [], ...(list.state === 'unknown' ? { open: list } : {}) },
  );
  const items = lists.flatMap((list) => list.items);
  const open = lists.find((list) => list.open !== undefined)?.open;
  return known(open === undefined ? { items } : { items, open }, rules.place, rules.path);
}

/** A list of facts that were read one by one. */
function flat<V>(list: Fact<ListValue<Fact<V>>>): Fact<ListValue<V>> {
  if (list.state !== 'known') return list;
  const items = list.value.items.map((item) => (item.state === 'known' ? item.value : item));
  return known({ items }, list.place, list.path);
}
