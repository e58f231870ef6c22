import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Kind } from '../../src/model/kind.ts';
import { kinds } from '../../src/model/kinds/index.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { goldens, toText } from './goldens.ts';
import { untold } from './plain.ts';
import { casesOf, kindFolders, pathOf, sidesOf, type Twin } from './twin.ts';

/** The case without one of its exceptions. */
function without(twin: Twin, group: 'leaveOut' | 'open', path: string): Twin {
  const { [path]: _taken, ...others } = twin.exceptions[group];
  return { ...twin, exceptions: { ...twin.exceptions, [group]: others } };
}

describe('twins: the same resource, planned and read from an account', () => {
  it('exist for every kind, one rich and one with what AWS does by default', () => {
    // A planned change, a workflow and a root module are no resources that could be read twice.
    const twinned = Object.values<Kind>(kinds)
      .filter(({ onlyOwnRules }) => onlyOwnRules !== true)
      .map(({ name }) => name);
    assert.deepEqual(kindFolders(), twinned.sort());
    for (const folder of kindFolders()) {
      const names = casesOf(folder).map(({ name }) => name);
      assert.ok(names.includes(`${folder}/rich`), `${folder} has no rich case`);
      assert.ok(names.includes(`${folder}/defaults`), `${folder} has no case of defaults`);
    }
  });

  for (const twin of kindFolders().flatMap(casesOf)) {
    describe(twin.name, () => {
      const { plan, account } = sidesOf(twin);
      const path = pathOf(twin.name, 'expected.json');
      const expected = () => {
        assert.ok(existsSync(join(repositoryRoot, path)), `${path} is missing: npm run goldens makes it`);
        return readFileSync(join(repositoryRoot, path), 'utf8');
      };

      it('is told by the plan as expected', () => assert.equal(toText(plan), expected()));
      if (account !== undefined)
        it('is told by the account as expected', () => assert.equal(toText(account), expected()));
      // What a plan cannot tell yet is part of what is expected of it; beside an account, all must be told.
      if (account !== undefined) it('is told altogether', () => assert.deepEqual(untold(plan.facts), []));

      for (const group of ['leaveOut', 'open'] as const) {
        for (const [attribute, reason] of Object.entries(twin.exceptions[group])) {
          it(`differs in ${attribute} where that is not left out`, () => {
            assert.match(reason, /^[A-Z].+\.$/, 'an exception has a reason, in a sentence');
            const sides = sidesOf(without(twin, group, attribute));
            assert.notDeepEqual(sides.account, sides.plan, `${attribute} need not be left out`);
          });
        }
      }
    });
  }

  it('agree where resources are related', () => {
    const related = (name: string) =>
      sidesOf(
        kindFolders()
          .flatMap(casesOf)
          .find((twin) => twin.name === name) as Twin,
      ).account?.related ?? {};
    assert.deepEqual(related('vpc/rich').flowLogs, ['caja-twin-network-flow-log']);
    assert.equal(related('cloudtrail-trail/rich').bucket, 'caja-twin-trail-111122223333');
    assert.equal(related('s3-bucket/rich').logTarget, 'caja-twin-access-logs');
    assert.deepEqual(related('rds-cluster/rich').members, ['caja-twin-cluster-1']);
    assert.equal(related('rds-instance/aurora-member').cluster, 'caja-twin-cluster');
    assert.deepEqual(related('iam-role/own-policy').customerPolicies, ['caja-twin-task']);
  });

  it('have goldens only where both sides agree', async () => {
    const [made] = await goldens();
    assert.equal(Object.keys(made?.files ?? {}).length, kindFolders().flatMap(casesOf).length);
  });
});
