import type { Fact } from '../../../model/fact.ts';
import type { ItemReader } from './item-reader.ts';

/** A word of AWS's as yes or no: what it says while it changes a thing is neither, unless it is among the words. */
export function truthOf(
  item: ItemReader,
  path: string,
  words: Readonly<Record<string, boolean>>,
): Fact<boolean> {
  const word = item.string(path);
  if (word.state !== 'known') return word;
  const truth = Object.hasOwn(words, word.value) ? words[word.value] : undefined;
  return truth === undefined
    ? item.unknown(path, 'unreadable', 'AWS says a word of it that is neither yes nor no')
    : item.known(path, truth);
}
