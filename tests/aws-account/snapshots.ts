import assert from 'node:assert/strict';
import type { Recording } from '../../src/sources/aws-account/answer.ts';
import { readConfigFiles } from '../../src/sources/aws-account/config-snapshot.ts';

/** What a file holds. */
export type Given = string | Buffer;

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** Reads files by name, each in pieces of some size. */
export function read(files: Readonly<Record<string, Given>>, size = 65_536): Promise<readonly Recording[]> {
  return readConfigFiles(
    Object.entries(files).map(([name, content]) => ({ name, bytes: inPieces(Buffer.from(content), size) })),
  );
}

/** The only account in the files. */
export async function only(files: Readonly<Record<string, Given>>): Promise<Recording> {
  const [recording, another] = await read(files);
  assert.ok(recording !== undefined && another === undefined);
  return recording;
}

/** A bucket as a snapshot holds it. */
export const item = {
  configurationItemVersion: '1.3',
  configurationItemCaptureTime: '2026-11-20T01:00:00.000Z',
  configurationItemStatus: 'OK',
  awsAccountId: '111122223333',
  awsRegion: 'eu-west-1',
  ARN: 'arn:aws:s3:::caja',
  resourceType: 'AWS::S3::Bucket',
  resourceId: 'caja',
  resourceName: 'caja',
  tags: {},
  configuration: { name: 'caja' },
  supplementaryConfiguration: {},
};
export type Item = Readonly<Record<string, unknown>>;
/** The text of a snapshot. */
export const snapshot = (items: readonly Item[], configSnapshotId = 'a1') =>
  JSON.stringify({ fileVersion: '1.0', configSnapshotId, configurationItems: items });
/** The text of a history file. */
export const history = (...items: readonly Item[]) =>
  JSON.stringify({ fileVersion: '1.0', configurationItems: items });
