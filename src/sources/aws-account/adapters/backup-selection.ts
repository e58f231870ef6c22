import { type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import { globMatcher } from '../../../model/glob.ts';
import { isObject } from '../item.ts';
import type { ItemView } from './config-kind.ts';
import type { ItemReader } from './item-reader.ts';

/** The type that says what a plan backs up. */
const selectionType = 'AWS::Backup::BackupSelection';

/**
 * What a plan backs up: resources that its selections name by ARN. Tags and patterns may stand beside those, conditions and
 * exceptions may take them out again, and AWS Config's published properties hold neither tags nor conditions. So the list stays
 * open, and only what an item shows altogether is told.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
 */
export function selectedBy(plan: ItemReader, view: ItemView): Fact<ListValue<string>> {
  const path = 'configuration.BackupPlanId';
  const { listed } = view.ofType(selectionType);
  const id = plan.json(path);
  const own = typeof id === 'string' ? view.where(selectionType, path, id) : [];
  const items = own.flatMap(namedBy);
  const open = listed ? own.map(mayHoldMore).find((cause) => cause !== undefined) : notListed(plan, path);
  return known(open === undefined ? { items } : { items, open }, plan.place, plan.at(path));
}

function notListed(plan: ItemReader, path: string): Unknown {
  const detail = 'AWS Config does not list what backup plans select here';
  return unknown('not-recorded', detail, { place: plan.place, path: plan.at(path) });
}

const part = (name: string) => `configuration.BackupSelection.${name}`;

/** What is named by ARN, and no condition or exception may take out again. */
function namedBy(selection: ItemReader): readonly Fact<string>[] {
  const named = selection.strings(part('Resources'), 'empty');
  const except = selection.strings(part('NotResources'), 'empty');
  if (named.state !== 'known' || except.state !== 'known' || !isUnconditional(selection)) return [];
  const isExcepted = globMatcher(
    except.value.items.flatMap((one) => (one.state === 'known' ? one.value : '*')),
  );
  return named.value.items.filter(
    (arn) => arn.state === 'known' && !isPattern(arn.value) && !isExcepted(arn.value),
  );
}

function isPattern(arn: string): boolean {
  return /[*?]/.test(arn);
}

/** Whether the item shows its conditions, and each group of them is empty. */
function isUnconditional(selection: ItemReader): boolean {
  const conditions = selection.json(part('Conditions'));
  return isObject(conditions) && Object.values(conditions).every(isEmpty);
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

function mayHoldMore(selection: ItemReader): Unknown | undefined {
  const named = selection.json(part('Resources'));
  const isAllNamed = Array.isArray(named) && named.every((arn) => typeof arn === 'string' && !isPattern(arn));
  const isAllShown = isUnconditional(selection) && isEmpty(selection.json(part('ListOfTags')));
  if (isAllNamed && isAllShown) return undefined;
  const detail = 'AWS Config does not show by which tags and conditions a backup plan selects';
  return unknown('not-recorded', detail, {
    place: selection.place,
    path: selection.at('configuration.BackupSelection'),
  });
}
