import type { Fact } from '../../model/fact.ts';
import { isList } from '../../model/fact.ts';
import type { ExpressionNode } from '../expression.ts';
import { shapeOf } from '../expression.ts';
import type { Eval, Frame } from './frame.ts';
import { compileFact } from './node.ts';

const unknownText = '(unknown)';
const absentText = '(none)';
const sensitiveText = '(sensitive)';

/** Writes one placeholder's value for people. */
export function printer(node: ExpressionNode): Eval<string> {
  const fact = compileFact(node);
  const isTime = shapeOf(node) === 'timestamp';
  return (frame) => {
    const start = frame.reads.length;
    const found = fact(frame);
    if (readSensitive(frame, start)) return sensitiveText;
    return printFact(found, isTime);
  };
}

/** Whatever was computed from a sensitive fact is sensitive too. */
function readSensitive(frame: Frame, start: number): boolean {
  for (let index = start; index < frame.reads.length; index++) {
    const fact = frame.reads[index];
    if (fact?.state === 'known' && fact.sensitive === true) return true;
  }
  return false;
}

function printFact(fact: Fact, isTime: boolean): string {
  if (fact.state === 'unknown') return unknownText;
  if (fact.state === 'absent') return absentText;
  if (fact.sensitive === true) return sensitiveText;
  const { value } = fact;
  if (typeof value !== 'object') {
    return isTime && typeof value === 'number' ? new Date(value).toISOString() : String(value);
  }
  if (!isList(value)) return unknownText;
  const items = value.items.map((item) => printFact(item, isTime));
  if (value.open !== undefined) items.push(unknownText);
  return items.length === 0 ? absentText : items.join(', ');
}
