import { UnreadableAnswer } from './failure.ts';
import { isRecord, type JsonRecord, plain, recordsOf } from './plain.ts';
import { redactSecrets } from './redact.ts';

/** The output of an API call as it is kept: plain JSON, readable, without secrets. */
export function refine(api: string, output: unknown): JsonRecord {
  const special = specials[api];
  const kept = plain(special === undefined ? output : special(output));
  if (!isRecord(kept)) throw new UnreadableAnswer(`${api} answered something that is not an object`);
  return kept;
}

const specials: Readonly<Record<string, (output: unknown) => unknown>> = {
  'config:SelectResourceConfig': (output) => withField(output, 'Results', redactRow),
  'config:BatchGetResourceConfig': (output) =>
    isRecord(output)
      ? { ...output, baseConfigurationItems: recordsOf(output, 'baseConfigurationItems').map(redactItem) }
      : output,
  'iam:GetCredentialReport': (output) =>
    isRecord(output) && output.Content instanceof Uint8Array
      ? { ...output, Content: new TextDecoder().decode(output.Content) }
      : output,
};

/** Rows stay JSON text, as the API gives them. */
function redactRow(row: unknown): string {
  if (typeof row !== 'string') throw new UnreadableAnswer('a row of AWS Config is not JSON text');
  try {
    return JSON.stringify(redactItem(JSON.parse(row)));
  } catch (error) {
    throw new UnreadableAnswer(`a row of AWS Config is not JSON: ${(error as Error).message}`);
  }
}

function redactItem(item: unknown): unknown {
  if (!isRecord(item)) return item;
  const { configuration, supplementaryConfiguration } = item;
  return {
    ...item,
    ...(configuration === undefined ? {} : { configuration: redactSecrets(configuration) }),
    ...(supplementaryConfiguration === undefined
      ? {}
      : { supplementaryConfiguration: redactSecrets(supplementaryConfiguration) }),
  };
}

function withField(output: unknown, field: string, change: (element: unknown) => unknown): unknown {
  if (!isRecord(output) || !Array.isArray(output[field])) return output;
  return { ...output, [field]: output[field].map(change) };
}
