import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Fault, groupOf, readFaults } from '../../tools/fixtures/fault-files.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { rules } from '../judge-plan.ts';
import { newsOf } from './variant.ts';

const faults = readFaults(join(repositoryRoot, 'fixtures'));

/** Rules that a plan can be asked, and that no change of the clean stack can break; each with its reason. */
const without: Readonly<Record<string, string>> = {
  'elb/listener-demands-origin-header':
    "Caja's policy keeps strangers off by CloudFront's addresses and does not ask for a header.",
  'kms/key-is-not-pending-deletion':
    'Terraform takes a key out of the configuration to delete it: no plan makes one that waits for its end.',
  's3/bucket-encrypts-objects':
    "S3 encrypts every object in one of three ways, and Caja's policy takes each of them.",
};

/** What must be reported: the fault on its places, and what cannot be helped beside it. */
function expected({ rule, fault }: Fault): readonly string[] {
  const own = fault.fails.map((on) => `fail ${rule} ${on}`);
  return [...own, ...fault.also.map((one) => `fail ${one.rule} ${one.on}`)].sort();
}

describe('A fault a rule, by real Terraform', () => {
  it('is there for every rule that a plan is asked, and for nothing else', () => {
    const asked = rules
      .filter(({ rule }) => rule.sources.includes('terraform-plan'))
      .map(({ rule }) => rule.id);
    const covered = [...faults.map(({ rule }) => rule), ...Object.keys(without)];
    assert.deepEqual(
      asked.filter((id) => !covered.includes(id)),
      [],
      'rules without a fault: write fixtures/faults/<rule>.yaml',
    );
    assert.deepEqual(
      covered.filter((id) => !asked.includes(id)),
      [],
      'faults of rules that do not exist or are not asked of a plan',
    );
  });

  let caught = 0;
  // Kept for whoever tells the figures of a longer run.
  after(() =>
    writeFileSync(
      '.fault-summary',
      `${caught} of ${faults.length} faults caught, each by its own rule alone\n`,
    ),
  );
  for (const fault of faults) {
    it(`${fault.rule} catches it, and nothing else is reported`, () => {
      const news = newsOf(`${fault.rule}.json`, fault.fault.stack);
      const told = news.map(({ verdict, rule, on }) => `${verdict} ${rule} ${on}`).sort();
      assert.deepEqual(
        told,
        expected(fault),
        news.map(({ rule, message }) => `${rule}: ${message}`).join('\n'),
      );
      caught += 1;
      for (const { because } of fault.fault.also)
        assert.match(because, /\S+ \S+/, 'a companion has a reason');
    });
  }
});

describe('Benign changes', () => {
  const groups = new Map(faults.map((fault) => [groupOf(fault), fault.benign.stack]));
  for (const [group, stack] of groups) {
    it(`${group}: nothing new is reported`, () => {
      assert.deepEqual(newsOf(`${group}.json`, stack), []);
    });
  }
});
