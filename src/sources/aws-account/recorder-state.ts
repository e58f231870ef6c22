import type { Gap } from '../../model/resource.ts';
import type { ApiAnswer } from './answer.ts';
import { reasons } from './coverage-calls.ts';
import { isRecord, type JsonRecord, recordsOf, textOf } from './plain.ts';

export const recordersApi = 'config:DescribeConfigurationRecorders';
export const statusApi = 'config:DescribeConfigurationRecorderStatus';

/** What a region's recorder of AWS Config does, type by type. */
export interface Recorded {
  /** Why AWS Config may not know of a type what there is; `oldest` is when it looked at one of them. */
  readonly missing: (type: string, oldest: string | undefined) => Gap['reason'] | undefined;
  readonly isDaily: (type: string) => boolean;
}

/** What the answers of one region tell about its recorder. */
export function recordedIn(answers: readonly ApiAnswer[]): Recorded {
  const recorders = listOf(answers, recordersApi, 'ConfigurationRecorders');
  const [recorder] = recorders ?? [];
  const [status] = listOf(answers, statusApi, 'ConfigurationRecordersStatus') ?? [];
  const untold = untoldBy(answers);
  return {
    isDaily: (type) => recorder !== undefined && isDaily(recorder, type),
    missing: (type, oldest) => {
      if (untold !== undefined) return untold;
      if (recorder === undefined) return recorders === undefined ? undefined : 'recorder-off';
      if (status?.recording !== true) return isBefore(oldest, stopOf(status)) ? 'stale' : 'recorder-off';
      if (isFailing(status)) return 'recorder-off';
      return isRecorded(groupOf(recorder), type) ? undefined : 'not-recorded';
    },
  };
}

/** Why nobody said what is recorded. */
function untoldBy(answers: readonly ApiAnswer[]): Gap['reason'] | undefined {
  const failed = answers.find(
    ({ api, error }) => error !== undefined && (api === recordersApi || api === statusApi),
  );
  return failed?.error === undefined ? undefined : reasons[failed.error.kind];
}

/** When the recorder stopped. */
export function stopOf(status: JsonRecord | undefined): string | undefined {
  return status === undefined ? undefined : textOf(status, 'lastStopTime');
}

/** Whether AWS Config looked before the recorder stopped; where either is not known, it may have. */
export function isBefore(capturedAt: string | undefined, stoppedAt: string | undefined): boolean {
  if (stoppedAt === undefined || capturedAt === undefined) return capturedAt !== undefined;
  return Date.parse(capturedAt) <= Date.parse(stoppedAt);
}

export function isFailing(status: JsonRecord): boolean {
  return textOf(status, 'lastStatus')?.toLowerCase() === 'failure';
}

export function groupOf(recorder: JsonRecord): JsonRecord | undefined {
  return isRecord(recorder.recordingGroup) ? recorder.recordingGroup : undefined;
}

/** https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html */
export function isRecorded(group: JsonRecord | undefined, type: string): boolean {
  const strategy = strategyOf(group);
  if (strategy === 'INCLUSION_BY_RESOURCE_TYPES') return textsOf(group?.resourceTypes).includes(type);
  if (strategy === 'EXCLUSION_BY_RESOURCE_TYPES') return !excluded(group).includes(type);
  return true;
}

/** Recorders made before strategies existed have none; their other fields say the same. */
export function strategyOf(group: JsonRecord | undefined): string {
  const strategy = group?.recordingStrategy;
  const named = isRecord(strategy) ? textOf(strategy, 'useOnly') : undefined;
  if (named !== undefined) return named;
  if (group === undefined || group.allSupported === true) return 'ALL_SUPPORTED_RESOURCE_TYPES';
  return excluded(group).length > 0 ? 'EXCLUSION_BY_RESOURCE_TYPES' : 'INCLUSION_BY_RESOURCE_TYPES';
}

/** An override goes before the recorder's own frequency. https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingMode.html */
export function isDaily(recorder: JsonRecord, type: string): boolean {
  const mode = isRecord(recorder.recordingMode) ? recorder.recordingMode : {};
  const own = recordsOf(mode, 'recordingModeOverrides').find((override) =>
    textsOf(override.resourceTypes).includes(type),
  );
  return (own ?? mode).recordingFrequency === 'DAILY';
}

function excluded(group: JsonRecord | undefined): readonly string[] {
  const exclusion = group?.exclusionByResourceTypes;
  return isRecord(exclusion) ? textsOf(exclusion.resourceTypes) : [];
}

/** Undefined when the call was not made or failed, which is not the same as an empty list. */
export function listOf(
  answers: readonly ApiAnswer[],
  api: string,
  field: string,
): readonly JsonRecord[] | undefined {
  const answer = answers.find((candidate) => candidate.api === api && candidate.error === undefined);
  return answer === undefined ? undefined : recordsOf(answer.output, field);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((element): element is string => typeof element === 'string')
    : [];
}
