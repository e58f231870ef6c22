import { actions } from './actions.ts';
import type { ApiAnswer, Failure, Recording } from './answer.ts';
import { isRecord } from './plain.ts';

/** Where nothing is set, the answer is empty. */
const mayBeEmpty = 'iam:GetAccountPasswordPolicy';

/** The recording with answers that hold nothing of what they must hold as failed: a cut answer is not an empty list. */
export function understood(recording: Recording): Recording {
  return { ...recording, answers: recording.answers.map(understoodAnswer) };
}

function understoodAnswer(answer: ApiAnswer): ApiAnswer {
  const { output, ...rest } = answer;
  const fields = actions.find(({ api }) => api === answer.api)?.fields;
  if (answer.error !== undefined || fields === undefined || answer.api === mayBeEmpty) return answer;
  const holds = (field: string) => isRecord(output) && output[field] !== undefined && output[field] !== null;
  if (fields.some(holds)) return answer;
  const message = `${answer.api} answered without ${fields.join(' or ')}`;
  const error: Failure = { name: 'UnreadableAnswer', message, kind: 'unreadable' };
  return { ...rest, error };
}
