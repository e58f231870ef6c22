import type { ApiAnswer, Recording } from './answer.ts';
import type { FileForm } from './config-file-forms.ts';

/** Where the items of a file were read, in AWS Config's words for such files and messages. */
export const fileApis: Readonly<Record<FileForm, string>> = {
  snapshot: 'config:ConfigSnapshot',
  history: 'config:ConfigHistory',
  event: 'config:ConfigurationItemChangeNotification',
};

const apis: ReadonlySet<string> = new Set(Object.values(fileApis));

/** Whether an answer holds the items of a file of AWS Config. */
export function isFile({ api }: Pick<ApiAnswer, 'api'>): boolean {
  return apis.has(api);
}

/** Names of the files that a recording was made of. */
export function filesOf({ answers }: Recording): readonly string[] {
  const names = answers.filter(isFile).map(({ input }) => String(input.file));
  return [...new Set(names)].sort();
}
