import type { Fact, Unknown } from '../../../model/fact.ts';
import type { ItemReader } from './item-reader.ts';

/** What one selector records of the management events. */
type Recorded = 'All' | 'ReadOnly' | 'WriteOnly' | 'Some' | 'None';

/**
 * Which management events a trail records: its selectors, of one sort or the other, add up.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
 */
export function managementEvents(answer: ItemReader): Fact<string> {
  const isAdvanced = answer.json('AdvancedEventSelectors') !== undefined;
  const path = isAdvanced ? 'AdvancedEventSelectors' : 'EventSelectors';
  const selectors = answer.list(path, isAdvanced ? ofAdvancedSelector : ofSelector);
  if (selectors.state !== 'known') return selectors as Fact<never>;
  const answers = selectors.value.items.map((one) => (one.state === 'known' ? one.value : unreadable(one)));
  const recorded = new Set(answers.filter((one) => typeof one === 'string'));
  if (recorded.has('All') || (recorded.has('ReadOnly') && recorded.has('WriteOnly')))
    return answer.known(path, 'All');
  const cause = answers.find((one) => typeof one === 'object');
  if (cause !== undefined) return cause;
  const [only = 'None'] = [...recorded].filter((one) => one !== 'None');
  return answer.known(path, only);
}

function unreadable(fact: Fact<unknown>): Unknown | 'None' {
  return fact.state === 'unknown' ? fact : 'None';
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html: all of both, unless it says otherwise. */
function ofSelector(selector: ItemReader): Recorded | Unknown {
  const included = selector.bool('IncludeManagementEvents', { always: true });
  if (included.state === 'unknown') return included;
  if (included.state === 'known' && !included.value) return 'None';
  const leftOut = selector.json('ExcludeManagementEventSources');
  if (Array.isArray(leftOut) && leftOut.length > 0) return 'Some';
  const type = selector.string('ReadWriteType', { always: 'All' });
  if (type.state === 'unknown') return type;
  return type.state === 'known' && (type.value === 'ReadOnly' || type.value === 'WriteOnly')
    ? type.value
    : 'All';
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
function ofAdvancedSelector(selector: ItemReader): Recorded | Unknown {
  const fields = selector.list('FieldSelectors', (field) => field);
  if (fields.state !== 'known') return unreadable(fields);
  const readers = fields.value.items.flatMap((field) => (field.state === 'known' ? [field.value] : []));
  if (equalsOf(readers, 'eventCategory') !== 'Management') return 'None';
  const other = readers.find((field) => !['eventCategory', 'readOnly'].includes(String(field.json('Field'))));
  if (other !== undefined) {
    // Such as `eventSource` not equal to `kms.amazonaws.com`: how much is left is not looked into.
    const detail = 'a selector narrows management events by another field than readOnly';
    return selector.unknown('FieldSelectors', 'unreadable', detail) as Unknown;
  }
  const readOnly = equalsOf(readers, 'readOnly');
  if (readOnly === undefined) return 'All';
  return readOnly === 'true' ? 'ReadOnly' : 'WriteOnly';
}

function equalsOf(fields: readonly ItemReader[], name: string): string | undefined {
  const field = fields.find((one) => one.json('Field') === name);
  const values = field?.json('Equals');
  return Array.isArray(values) && typeof values[0] === 'string' ? values[0] : undefined;
}
