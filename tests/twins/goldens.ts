import assert from 'node:assert/strict';
import type { Goldens } from '../../tools/goldens.ts';
import { casesOf, kindFolders, pathOf, type Side, sidesOf } from './twin.ts';

/** The one expected result of every twin, as the plan tells it; the account must tell the same. */
export async function goldens(): Promise<readonly Goldens[]> {
  const files: Record<string, string> = {};
  for (const twin of kindFolders().flatMap(casesOf)) {
    const { plan, account } = sidesOf(twin);
    assert.deepEqual(account ?? plan, plan, `${twin.name}: the account tells otherwise than the plan`);
    files[pathOf(twin.name, 'expected.json')] = toText(plan);
  }
  return [{ files }];
}

export function toText(side: Side): string {
  return `${JSON.stringify(side, null, 2)}\n`;
}
