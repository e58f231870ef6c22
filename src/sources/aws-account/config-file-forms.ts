import { isRecord, type JsonRecord, textOf } from './plain.ts';

/** What a file of AWS Config is, which says how much its items prove. */
export type FileForm =
  /** Everything that was recorded in a region at one time. */
  | 'snapshot'
  /** What changed during some hours; a list of items of which nobody says more is taken for one. */
  | 'history'
  /** A notice about one resource, as rules, topics and streams get it. */
  | 'event';

/** What stands around the items of a file, or is one itself. */
export type Document =
  | { readonly form: 'snapshot'; readonly snapshotId: string }
  | { readonly form: 'history' }
  | { readonly form: 'event'; readonly items: readonly JsonRecord[] }
  | { readonly refused: string; readonly hint: string };

/** Tells what a JSON value of a file is. `items` is how many items it held, which are told apart from it. */
export function documentOf(value: unknown, items: number): Document {
  if (isRecord(value) && Array.isArray(value.configurationItems)) {
    const id = textOf(value, 'configSnapshotId');
    if (id !== undefined) return { form: 'snapshot', snapshotId: id };
    return { form: 'history' };
  }
  const told = isRecord(value) ? eventItems(value, 0) : undefined;
  if (told !== undefined && items === 0) return { form: 'event', items: told };
  return refusal(isRecord(value) ? value : {});
}

/** Events stand within events: a rule's in its invoking event, a notification's in EventBridge's detail or a topic's message. */
const deepest = 4;

/** The items of an event, none where it is about something else; undefined for what is no event of AWS Config. */
function eventItems(value: JsonRecord, depth: number): readonly JsonRecord[] | undefined {
  if (depth > deepest) return undefined;
  for (const name of ['configurationItem', 'configurationItemSummary']) {
    const item = value[name];
    if (isRecord(item)) return [item];
  }
  if (textOf(value, 'resourceType') !== undefined && 'configurationItemStatus' in value) return [value];
  for (const name of ['invokingEvent', 'detail', 'Message']) {
    const inner = parsed(value[name]);
    const items = isRecord(inner) ? eventItems(inner, depth + 1) : undefined;
    if (items !== undefined) return items;
  }
  return typeof value.messageType === 'string' && 'recordVersion' in value ? [] : undefined;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const getOne =
  'Give the file that AWS Config delivered to its S3 bucket: …_ConfigSnapshot_….json.gz, unpacked or not.';

function refusal(value: JsonRecord): Extract<Document, { refused: string }> {
  const has = (...names: readonly string[]) => names.every((name) => name in value);
  if (has('format_version', 'planned_values') || has('terraform_version', 'resource_changes'))
    return { refused: 'it is a Terraform plan', hint: 'Judge it by: caja-policy plan FILE' };
  if (has('terraform_version', 'serial') || has('format_version', 'values'))
    return { refused: 'it is a Terraform state', hint: getOne };
  if (has('account', 'region', 'api', 'answers') || has('format', 'identity', 'regions'))
    return {
      refused: 'it is part of a recording',
      hint: 'Judge the recording by its directory: caja-policy account --replay DIR',
    };
  if (has('baseConfigurationItems') || has('Results') || has('resourceIdentifiers'))
    return { refused: 'it is an answer of another API of AWS Config', hint: getOne };
  if (has('Records')) return { refused: 'it looks like a log file of CloudTrail', hint: getOne };
  return { refused: 'it holds no configuration items', hint: getOne };
}
