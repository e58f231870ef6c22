import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { Counts } from '../../src/model/report.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { sampleOrganisation } from '../../tools/sample-account/environments.ts';
import { openJudge } from './lost-answers.ts';

interface Clause {
  readonly id: string;
  readonly sources: readonly string[];
}

const catalogue = parse(
  readFileSync(join(repositoryRoot, 'rules/requirements.yaml'), 'utf8'),
) as readonly Clause[];
const clauses = catalogue.filter(({ sources }) => sources.includes('account'));

const { judged } = await openJudge();
const reports = sampleOrganisation().map((recording) => judged(recording).report);

function total(clause: string, verdict: keyof Counts): number {
  const counts = reports.map(({ requirements }) => requirements.find(({ id }) => id === clause)?.counts);
  return counts.reduce((sum, one) => sum + (one?.[verdict] ?? 0), 0);
}

describe("Caja's three accounts as they were recorded", () => {
  it('are asked about every clause that an account can show', () => {
    assert.equal(clauses.length, 70);
  });

  for (const { id } of clauses) {
    it(`keep ${id} somewhere and break it somewhere`, () => {
      const shown = { pass: total(id, 'pass') > 0, fail: total(id, 'fail') > 0 };
      assert.deepEqual(shown, { pass: true, fail: true });
    });
  }
});
