import { known, type ListValue } from '../../model/fact.ts';
import { troubleHere } from '../evaluate/frame.ts';
import { blend, nowhere, open, type Result, type Undecided, undecided } from '../evaluate/value.ts';
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

/** A sentence can bear a few names of many. */
export const abridge: Make = ({ values }) => {
  return (frame): Result => {
    const texts = textsOf(frame, values[0]?.(frame) as ListValue | Undecided);
    const most = values[1]?.(frame);
    if (typeof most !== 'number') return open(most, texts.doubt);
    const more = texts.known.length - most;
    const kept = more > 0 ? [...texts.known.slice(0, most), `${more} more`] : texts.known;
    const items = kept.map((text) => known(text, nowhere, ''));
    return texts.doubt === undefined ? { items } : { items, open: blend(texts.doubt) };
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

/** Texts that are not known may be any of those that are: they make no more of them certain. */
export const countDistinct: Make = ({ values }) => {
  return (frame): Result => {
    const texts = textsOf(frame, values[0]?.(frame) as ListValue | Undecided);
    const count = new Set(texts.known).size;
    return texts.doubt === undefined ? count : { ...texts.doubt, atLeast: count };
  };
};
