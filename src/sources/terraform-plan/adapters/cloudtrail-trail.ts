import { byDefault, type Fact, known, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBlocks, readBool, readString, readStrings } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** `aws_cloudtrail`. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail */
export function adaptCloudtrailTrail(at: Scope): FactsOf<Kinds['cloudtrail-trail']> {
  return {
    trailName: readString(at, 'name'),
    multiRegion: readBool(at, 'is_multi_region_trail', { default: false }),
    globalServiceEvents: readBool(at, 'include_global_service_events', { default: true }),
    organizationTrail: readBool(at, 'is_organization_trail', { default: false }),
    logFileValidation: readBool(at, 'enable_log_file_validation', { default: false }),
    kmsKeyId: readString(at, 'kms_key_id', 'absent'),
    bucketName: readString(at, 's3_bucket_name'),
    logGroupArn: readString(at, 'cloud_watch_logs_group_arn', 'absent'),
    logging: readBool(at, 'enable_logging', { default: true }),
    delivers: unknown('not-recorded', 'Terraform plans do not hold it', {
      place: at.place,
      path: 's3_bucket_name',
    }),
    managementEvents: managementEvents(at),
  };
}

/** What one selector records of the management events. */
type Recorded = 'All' | 'ReadOnly' | 'WriteOnly' | 'Some' | 'None';

/**
 * A trail without selectors records all management events, and selectors add up.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
function managementEvents(at: Scope): Fact<string> {
  const basic = readBlocks(at, 'event_selector');
  const advanced = readBlocks(at, 'advanced_event_selector');
  const open = basic.open ?? advanced.open;
  const answers = [...basic.items.map(ofSelector), ...advanced.items.map(ofAdvancedSelector)];
  const recorded = new Set(answers.filter((answer) => typeof answer === 'string'));
  if (recorded.has('All') || (recorded.has('ReadOnly') && recorded.has('WriteOnly')))
    return known('All', at.place, 'event_selector');
  const cause = open ?? answers.find((answer) => typeof answer === 'object');
  if (cause !== undefined) return cause;
  if (answers.length === 0) return byDefault('All', at.place, 'event_selector');
  const [only = 'None'] = [...recorded].filter((answer) => answer !== 'None');
  return known(only, at.place, 'event_selector');
}

function ofSelector(at: Scope): Recorded | Unknown {
  const included = readBool(at, 'include_management_events', { always: true });
  if (included.state === 'unknown') return included;
  if (included.state === 'known' && !included.value) return 'None';
  const leftOut = readStrings(at, 'exclude_management_event_sources');
  if (leftOut.state === 'unknown') return leftOut;
  if (leftOut.state === 'known' && leftOut.value.items.length > 0) return 'Some';
  const type = readString(at, 'read_write_type', { always: 'All' });
  if (type.state === 'unknown') return type;
  return type.state === 'known' && (type.value === 'ReadOnly' || type.value === 'WriteOnly')
    ? type.value
    : 'All';
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
function ofAdvancedSelector(at: Scope): Recorded | Unknown {
  const fields = readBlocks(at, 'field_selector');
  const category = equalsOf(fields.items, 'eventCategory');
  if (typeof category === 'string' && category !== 'Management') return 'None';
  const readOnly = equalsOf(fields.items, 'readOnly');
  if (typeof category === 'object') return category;
  if (typeof readOnly === 'object') return readOnly;
  if (fields.open !== undefined) return fields.open;
  const other = fields.items.map((item) => readString(item, 'field')).find(isOtherField);
  if (other !== undefined) {
    // Such as `eventSource` not_equals `kms.amazonaws.com`: how much is left is not looked into.
    const detail = 'a selector narrows management events by another field than readOnly';
    return unknown('unreadable', detail, { place: at.place, path: 'advanced_event_selector' });
  }
  if (readOnly === undefined) return 'All';
  return readOnly === 'true' ? 'ReadOnly' : 'WriteOnly';
}

function isOtherField(name: Fact<string>): boolean {
  return name.state === 'known' && name.value !== 'eventCategory' && name.value !== 'readOnly';
}

/** The one value that a field must equal; an unknown field name may be any field. */
function equalsOf(fields: readonly Scope[], field: string): string | Unknown | undefined {
  for (const selector of fields) {
    const name = readString(selector, 'field');
    if (name.state === 'unknown') return name;
    if (name.state !== 'known' || name.value !== field) continue;
    const values = readStrings(selector, 'equals');
    const [value] = values.state === 'known' ? values.value.items : [values];
    if (value?.state === 'unknown') return value;
    if (value?.state === 'known' && typeof value.value === 'string') return value.value;
  }
  return undefined;
}
