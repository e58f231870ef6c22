import assert from 'node:assert/strict';
import { parsePlan } from '../../src/sources/terraform-plan/parse.ts';
import { createResolver } from '../../src/sources/terraform-plan/resolve.ts';
import type { AttributePath, Written } from '../../src/sources/terraform-plan/resolver.ts';

/** `set` or `perhaps` and the references; or how else it was written. */
export function answer(plan: Buffer, address: string, path: AttributePath): string {
  const read = parsePlan(plan, 'plan.json');
  const resource = [...read.resources, ...read.data].find((each) => each.address === address);
  assert.ok(resource !== undefined, `${address} is not in the plan`);
  return inWords(createResolver(read).written(resource, path));
}

export function inWords(written: Written): string {
  switch (written.how) {
    case 'unset':
    case 'call':
      return written.how;
    case 'constant':
      return `constant ${JSON.stringify(written.value)}`;
    case 'block':
      return `${written.count} blocks`;
    case 'unclear':
      return written.why;
    case 'references': {
      const references = written.references.map(({ text, targets }) => `${text} -> ${targets.join(' | ')}`);
      return `${written.set ? 'set' : 'perhaps'}: ${references.join(', ')}`;
    }
  }
}

export interface Block {
  readonly expressions?: object;
  readonly unknown?: object;
  readonly after?: object;
  readonly more?: object;
}
export type Root = {
  readonly resources?: Readonly<Record<string, Block>>;
  readonly module?: object;
  readonly plan?: object;
};

/** A plan of new resources at the root; `module` is added to the root module's configuration. */
export function planOf(
  { resources = {}, module = {}, plan = {} }: Root,
  changes: readonly object[] = [],
): Buffer {
  const entries = Object.entries(resources).map(([address, written]) => {
    const [type = '', name = ''] = address.split(/[.[]/);
    return { address, type, name, written };
  });
  return Buffer.from(
    JSON.stringify({
      format_version: '1.2',
      complete: true,
      resource_changes: [
        ...entries.map(({ address, type, name, written }) => change(address, type, name, written)),
        ...changes,
      ],
      configuration: {
        root_module: {
          resources: entries.map(({ type, name, written }) => block(type, name, written)),
          ...module,
        },
      },
      ...plan,
    }),
  );
}

export function change(
  address: string,
  type: string,
  name: string,
  { unknown = { id: true, arn: true }, after = {} }: Block,
) {
  const actions = ['create'];
  return {
    address,
    type,
    name,
    mode: 'managed',
    change: { actions, before: null, after, after_unknown: unknown },
  };
}

export function block(type: string, name: string, { expressions = {}, more = {} }: Block) {
  return { mode: 'managed', type, name, expressions, ...more };
}

export const references = (...texts: string[]) => ({ references: texts });
export const key: Block = { unknown: { id: true, arn: true, kms_key_id: true } };
