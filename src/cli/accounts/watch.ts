import { count } from '../../reporters/text.ts';
import type { ProgressEvent } from '../../sources/aws-account/collect.ts';
import type { Io } from '../io.ts';
import { printable } from '../printable.ts';
import { openProgress } from '../progress.ts';

/** Tells people at a terminal what is being read, and keeps count for the closing words. */
export interface Watch {
  /** How many accounts there will be. */
  readonly expect: (accounts: number) => void;
  /** What one account's reading tells. Readings that count their calls together name the same counter. */
  readonly account: (name: string, counter?: string) => AccountWatch;
  /** Said once an account is read and judged. */
  readonly done: () => void;
  readonly clear: () => void;
  /** `1,204 calls, 873 pages, 64 s`; empty where nothing was asked. */
  readonly tally: () => string;
}

export interface AccountWatch {
  readonly onProgress: (event: ProgressEvent) => void;
  readonly onRegion: (done: number, of: number) => void;
}

export function openWatch(io: Io, quiet: boolean): Watch {
  const progress = openProgress(io, quiet);
  const begun = io.now().getTime();
  const calls = new Map<string, number>();
  let accounts = 1;
  let pages = 0;
  let done = 0;
  const seconds = () => Math.round((io.now().getTime() - begun) / 1000);
  const sent = () => [...calls.values()].reduce((sum, count) => sum + count, 0);
  return {
    expect: (count) => {
      accounts = count;
    },
    account: (name, counter = name) => {
      let regions = '';
      return {
        onRegion: (read, of) => {
          regions = `, ${read} of ${of} regions`;
        },
        onProgress: (event) => {
          calls.set(counter, event.calls);
          if (event.waiting === undefined && event.failed === undefined) pages += 1;
          const which =
            accounts > 1 ? `${done} of ${accounts} accounts read · ${name}${regions}` : `${name}${regions}`;
          progress.show(printable(`${which} · ${doing(event)} · ${count(sent(), 'call')} · ${seconds()} s`));
        },
      };
    },
    done: () => {
      done += 1;
    },
    clear: progress.clear,
    tally: () => {
      if (calls.size === 0) return '';
      return `${count(sent(), 'call')}, ${count(pages, 'page')}, ${seconds()} s`;
    },
  };
}

function doing({ region, api, pages, waiting }: ProgressEvent): string {
  const page = pages > 1 ? `, page ${pages}` : '';
  return `${region} ${api}${page}${waiting === undefined ? '' : `, waiting ${Math.ceil(waiting)} s`}`;
}
