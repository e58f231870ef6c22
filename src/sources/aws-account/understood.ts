import { findAction } from './actions.ts';
import type { ApiAnswer, Failure, Recording } from './answer.ts';
import { withRecorders } from './coverage-aggregate.ts';
import { holdsAny } from './plain.ts';

/** The recording with answers that hold nothing of what they must hold as failed: a cut answer is not an empty list. */
export function understood(recording: Recording): Recording {
  return withRecorders({ ...recording, answers: recording.answers.map(understoodAnswer) });
}

function understoodAnswer(answer: ApiAnswer): ApiAnswer {
  const { output, ...rest } = answer;
  const action = findAction(answer.api);
  // Where a thing may be missing, the answer that says so is empty.
  if (answer.error !== undefined || action === undefined || action.noneIs !== undefined) return answer;
  const { fields } = action;
  if (holdsAny(output, fields)) return answer;
  const message = `${answer.api} answered without ${fields.join(' or ')}`;
  const error: Failure = { name: 'UnreadableAnswer', message, kind: 'unreadable' };
  return { ...rest, error };
}
