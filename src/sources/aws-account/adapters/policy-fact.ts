import type { Fact } from '../../../model/fact.ts';
import {
  type PolicyDocument,
  parsePolicyDocument,
  readPolicyDocument,
} from '../../../model/policy-document.ts';
import { isObject } from '../item.ts';
import type { ItemReader } from './item-reader.ts';

/** The policy document at a path, which AWS holds as text or, in some forms of an item, as an object. */
export function policyFact(
  item: ItemReader,
  path: string,
  missing: 'absent' | undefined,
): Fact<PolicyDocument> {
  const value = item.json(path);
  const at = { place: item.place, path: item.at(path) };
  if (isObject(value)) return readPolicyDocument(value, at);
  const text = item.string(path, missing);
  return text.state === 'known' ? parsePolicyDocument(text.value, at) : text;
}
