import type { ListValue } from '../../model/fact.ts';
import { troubleHere } from '../evaluate/frame.ts';
import { open, type Result, type Undecided, undecided } from '../evaluate/value.ts';
import { type Make, textsOf } from './arguments.ts';
import { fits } from './glob.ts';

export const join: Make = ({ values }) => {
  return (frame): Result => {
    const texts = textsOf(frame, values[0]?.(frame) as ListValue | Undecided);
    const between = values[1]?.(frame);
    if (typeof between !== 'string') return open(between, texts.doubt);
    if (texts.doubt === undefined) return texts.known.join(between);
    // A sentence says what is known, and that there may be more; a condition cannot be content with that.
    return frame.keepsAll ? [...texts.known, '…'].join(between) : texts.doubt;
  };
};

export const glob: Make = ({ values }) => {
  return (frame): Result => {
    const text = values[0]?.(frame);
    const pattern = values[1]?.(frame);
    return typeof text === 'string' && typeof pattern === 'string'
      ? fits(text, pattern)
      : open(text, pattern);
  };
};

export const majorVersion: Make = ({ values }) => {
  return (frame): Result => {
    const version = values[0]?.(frame);
    if (typeof version !== 'string') return open(version, undefined);
    const digits = /^\d{1,6}(?=\.|$)/.exec(version)?.[0];
    if (digits === undefined) return undecided(troubleHere(frame, 'unreadable', 'the text is not a version'));
    return Number(digits);
  };
};
