import { isList, type Scalar, type Value } from '../../model/fact.ts';
import type { Literal } from './hcl/written.ts';

/** Whether what is written is the value that was planned; `unclear` where it must be evaluated. */
export function agreement(literal: Literal | undefined, value: Value): 'same' | 'other' | 'unclear' {
  if (literal === undefined) return 'unclear';
  const written = scalarsOf(literal);
  if (written === undefined) return 'unclear';
  if (isScalar(value)) return written.includes(String(value)) ? 'same' : 'other';
  if (!isList(value) || value.open !== undefined) return 'unclear';
  const planned = value.items.map((item) =>
    item.state === 'known' && isScalar(item.value) ? String(item.value) : undefined,
  );
  if (planned.some((item) => item === undefined)) return 'unclear';
  const isSame = new Set([...written, ...planned]).size === new Set(written).size;
  return isSame && new Set(planned).size === new Set(written).size ? 'same' : 'other';
}

/** One scalar, or a list of them, as text: Terraform turns `"22"` into 22 by itself. */
function scalarsOf(literal: Literal): readonly string[] | undefined {
  if (!Array.isArray(literal)) return isScalar(literal) ? [String(literal)] : undefined;
  const texts = literal.map((item: Literal) => (isScalar(item) ? String(item) : undefined));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
