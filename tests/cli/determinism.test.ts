import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { formatNames } from '../../src/reporters/index.ts';
import { judged } from './goldens.ts';
import { editAnswers } from './preparations.ts';
import { copyRecording, readFixture, run, withFolder } from './run.ts';

describe('The same input', () => {
  for (const name of ['caja-prod-faults', 'caja-prod-account']) {
    for (const format of formatNames) {
      it(`${name} gives the same bytes as ${format}, time and again`, async () => {
        const argv = [...(judged[name] ?? []), '--report', format];
        const first = await run(argv);
        assert.notEqual(first.stdout, '');
        assert.deepEqual(await run(argv), first);
      });
    }
  }

  it('gives the same bytes from another folder', async () => {
    await withFolder(async (folder) => {
      // The repository around the folder is another one.
      const argv = [...(judged['caja-prod-faults'] ?? []), '--no-source', '--report', 'json'];
      assert.deepEqual(await run(argv, { cwd: folder }), await run(argv));
    });
  });
});

describe('The order in which things are listed', () => {
  for (const name of [
    'caja-prod-faults',
    'caja-prod-change',
    'cases/count-pairing',
    'cases/iam-attachments',
  ]) {
    it(`of ${name} changes nothing`, async () => {
      const text = await readFixture(`plans/${name}.json`);
      const argv = ['plan', '-', '--report', 'json', '--stack', 'infrastructure/environments/prod'];
      const { stdout } = await run(argv, { stdin: Buffer.from(text) });
      for (const seed of [1, 2, 3]) {
        const other = JSON.stringify(shuffleResources(JSON.parse(text), random(seed)));
        assert.notEqual(other, text);
        const shuffled = await run(argv, { stdin: Buffer.from(other) });
        assert.deepEqual(JSON.parse(shuffled.stdout).findings, JSON.parse(stdout).findings);
      }
    });
  }

  it('of an account changes nothing', async () => {
    await withFolder(async (folder) => {
      await copyRecording(join(folder, 'account'));
      const argv = ['account', '--replay', 'account', '--report', 'json'];
      const before = await run(argv, { cwd: folder });
      const place = join(folder, 'account/111122223333');
      const lists = ['Results', 'Volumes', 'Vpcs', 'SecurityGroups', 'SecurityGroupRules', 'UserDetailList'];
      for (const file of [
        'eu-west-1/config.SelectResourceConfig',
        'eu-west-1/ec2.DescribeVolumes',
        'eu-west-1/ec2.DescribeVpcs',
        'eu-west-1/ec2.DescribeSecurityGroups',
        'eu-west-1/ec2.DescribeSecurityGroupRules',
        'global/iam.GetAccountAuthorizationDetails',
      ]) {
        await editAnswers(join(place, `${file}.json`), (output) =>
          JSON.parse(JSON.stringify(output), (key, value) =>
            lists.includes(key) ? shuffled(value, random(7)) : value,
          ),
        );
      }
      const after = await run(argv, { cwd: folder });
      assert.deepEqual(JSON.parse(after.stdout).findings, JSON.parse(before.stdout).findings);
    });
  });
});

interface Module {
  readonly resources?: readonly unknown[];
  readonly child_modules?: readonly Module[];
}

interface Plan {
  readonly resource_changes: readonly unknown[];
  readonly planned_values: { readonly root_module: Module };
  readonly prior_state?: { readonly values?: { readonly root_module: Module } };
}

/** The same plan with its resources in another order, wherever they are listed. */
function shuffleResources(plan: Plan, next: () => number): Plan {
  const inModule = (module: Module): Module => ({
    ...module,
    ...(module.resources === undefined ? {} : { resources: shuffled(module.resources, next) }),
    ...(module.child_modules === undefined
      ? {}
      : { child_modules: shuffled(module.child_modules, next).map(inModule) }),
  });
  const prior = plan.prior_state?.values;
  return {
    ...plan,
    resource_changes: shuffled(plan.resource_changes, next),
    planned_values: { ...plan.planned_values, root_module: inModule(plan.planned_values.root_module) },
    ...(prior === undefined
      ? {}
      : {
          prior_state: {
            ...plan.prior_state,
            values: { ...prior, root_module: inModule(prior.root_module) },
          },
        }),
  };
}

function shuffled<T>(list: readonly T[], next: () => number): readonly T[] {
  return list
    .map((item) => ({ item, rank: next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** Numbers that look random and are the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state;
  };
}
