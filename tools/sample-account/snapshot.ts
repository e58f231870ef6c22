import type { Recording } from '../../src/sources/aws-account/answer.ts';
import { isInventory } from '../../src/sources/aws-account/queries.ts';
import { snapshotItem } from './forms.ts';

type Json = Readonly<Record<string, unknown>>;

/** A file as AWS Config would deliver it to its bucket. */
export interface SnapshotFile {
  readonly name: string;
  readonly content: Json;
}

/** The inventory of a recorded account as the snapshots that AWS Config would have delivered at that time, one a region. */
export function snapshotFiles(recording: Recording): readonly SnapshotFile[] {
  const { account } = recording.identity;
  const time = recording.startedAt.replace(/[-:]|\.\d+/g, '');
  return recording.regions.map((region, index) => {
    const rows = recording.answers
      .filter((answer) => answer.region === region && isInventory(answer))
      .flatMap(({ output }) => (output as { Results: readonly string[] }).Results)
      .map((row) => JSON.parse(row) as Json);
    const id = `5f1c0d3e-7a44-4c1b-9d55-0000000000${10 + index}`;
    return {
      name: `${account}_Config_${region}_ConfigSnapshot_${time}_${id}.json`,
      content: { fileVersion: '1.0', configSnapshotId: id, configurationItems: rows.map(snapshotItem) },
    };
  });
}
