import { UserError } from '../../model/user-error.ts';
import { documentOf, type FileForm } from './config-file-forms.ts';
import { BrokenJson, type JsonTake, jsonItems } from './json-items.ts';
import { isRecord, type JsonRecord } from './plain.ts';
import { otherThanJson, unpacked } from './unpack.ts';

/** A file of AWS Config's items, or what stands for one. */
export interface ConfigFile {
  /** As the user named it. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What one file held beside its items. */
export interface FileHead {
  readonly form: FileForm;
  readonly snapshotId: string | undefined;
}

/**
 * Reads one file, packed or not, item by item. Whether it is packed and what it is are told by its content: people rename
 * and unpack files.
 */
export async function readConfigFile(
  file: ConfigFile,
  onItem: (item: JsonRecord) => void,
): Promise<FileHead> {
  const fail: Fail = (message, hint) => {
    throw new UserError([{ at: file.name, message, ...(hint === undefined ? {} : { hint }) }]);
  };
  let head: FileHead | undefined;
  const onHead = (next: FileHead) => {
    head = head === undefined ? next : joined(head, next);
  };
  const reader = jsonItems(takeInto({ onItem, onHead, fail }));
  try {
    let isFirst = true;
    for await (const chunk of unpacked(file.bytes)) {
      const other = isFirst ? otherThanJson(chunk) : undefined;
      if (other !== undefined) fail(...other);
      isFirst = false;
      reader.write(chunk);
    }
    reader.end();
  } catch (error) {
    const [message, hint] = reasonOf(error);
    return fail(message, hint);
  }
  return head ?? fail('it is empty', empty);
}

const empty = 'AWS Config writes an empty ConfigWritabilityCheckFile beside its snapshots: give a snapshot.';

type Fail = (message: string, hint?: string) => never;

function takeInto(to: {
  readonly onItem: (item: JsonRecord) => void;
  readonly onHead: (head: FileHead) => void;
  readonly fail: Fail;
}): JsonTake {
  let total = 0;
  let sinceHead = 0;
  const parse = (text: string, what: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      // The parser's own words quote the text, which may be secret.
      return to.fail(`${what} is not JSON`, again);
    }
  };
  return {
    item: (text) => {
      total += 1;
      sinceHead += 1;
      const item = parse(text, `item ${total} of it`);
      if (isRecord(item)) to.onItem(item);
    },
    document: (text) => {
      const told = documentOf(parse(text, 'it'), sinceHead);
      sinceHead = 0;
      if ('refused' in told) return to.fail(told.refused, told.hint);
      if ('items' in told) for (const item of told.items) to.onItem(item);
      to.onHead({ form: told.form, snapshotId: 'snapshotId' in told ? told.snapshotId : undefined });
    },
  };
}

/** Several values in one file are a stream of events, or parts of the same. */
function joined(before: FileHead, head: FileHead): FileHead {
  const same = before.form === head.form && before.snapshotId === head.snapshotId;
  return same ? before : { form: 'history', snapshotId: undefined };
}

const again = 'Fetch it again from the bucket.';

const reasons: Readonly<Record<string, readonly [message: string, hint?: string]>> = {
  EISDIR: ['it is a directory', 'Give each file by --config-snapshot FILE.'],
  ENOENT: ['there is no such file'],
  Z_BUF_ERROR: ['it is cut short: the packed data ends too early', again],
};

/** Whatever else is thrown is a mistake of ours, or told already. */
function reasonOf(error: unknown): readonly [message: string, hint?: string] {
  if (error instanceof BrokenJson) return [error.message, again];
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (error instanceof UserError || code === undefined) throw error;
  if (code.startsWith('Z_')) return reasons[code] ?? [`its packed data is damaged (${code})`, again];
  return reasons[code] ?? [`it cannot be read (${code})`];
}
