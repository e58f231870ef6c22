import type { ListValue } from '../../model/fact.ts';
import { open, type Result, type Undecided } from '../evaluate/value.ts';
import { type Make, textsOf } from './arguments.ts';
import { fits } from './glob.ts';

export const join: Make = ({ values }) => {
  return (frame): Result => {
    const texts = textsOf(frame, values[0]?.(frame) as ListValue | Undecided);
    const between = values[1]?.(frame);
    if (typeof between !== 'string') return open(between, texts.doubt);
    return texts.doubt ?? texts.known.join(between);
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
