import type { Gap, LedgerEntry } from '../../model/resource.ts';
import type { Recording } from './answer.ts';
import { aggregateGaps } from './coverage-aggregate.ts';
import { callGaps } from './coverage-calls.ts';
import { configGaps } from './coverage-config.ts';
import { fileGaps } from './coverage-files.ts';
import { ledgerOf } from './ledger.ts';
import { compare } from './recording-files.ts';
import { regionsOff } from './regions.ts';

/** What a recording lacks, and what it holds. */
export interface Coverage {
  readonly gaps: readonly Gap[];
  readonly ledger: readonly LedgerEntry[];
}

export function coverageOf(recording: Recording): Coverage {
  const { gaps, ledger } = coverageOfAnswers(recording);
  return recording.interrupted === true
    ? { gaps: [unfinished(recording), ...gaps], ledger }
    : { gaps, ledger };
}

/** Whatever the answers show to be missing, there may be more: questions follow from answers. */
function unfinished({ identity: { account } }: Recording): Gap {
  const message =
    'The read was ended before it was through, so the recording is not whole. Run it again to its end.';
  return { reason: 'timed-out', message, incomplete: true, account, kinds: [] };
}

function coverageOfAnswers(recording: Recording): Coverage {
  if (recording.from === 'config-files')
    return { gaps: [...fileGaps(recording)].sort(byPlace), ledger: ledgerOf(recording) };
  if (recording.aggregator !== undefined)
    return { gaps: [...aggregateGaps(recording)].sort(byPlace), ledger: ledgerOf(recording) };
  const off = regionsOff(recording.answers);
  const regions = recording.regions.filter((region) => !off.has(region));
  const gaps = [
    ...callGaps(recording, regions),
    ...regions.flatMap((region) =>
      configGaps(
        { account: recording.identity.account, region },
        recording.answers.filter((answer) => answer.region === region),
      ),
    ),
  ];
  return { gaps: gaps.sort(byPlace), ledger: ledgerOf(recording) };
}

function byPlace(a: Gap, b: Gap): number {
  return (
    compare(a.region ?? '', b.region ?? '') ||
    compare(a.api ?? '', b.api ?? '') ||
    compare(a.reason, b.reason) ||
    compare(a.message, b.message)
  );
}
