import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Resource } from '../../src/model/resource.ts';
import { configKinds } from '../../src/sources/aws-account/adapters/config-kinds.ts';
import type { Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { isInventory } from '../../src/sources/aws-account/queries.ts';
import { historyItem, snapshotItem } from '../../tools/sample-account/forms.ts';
import { sampleRecording } from '../../tools/sample-account/recording.ts';
import fc from '../property.ts';
import { casesOf, kindFolders, pathOf, recordingOf } from '../twins/twin.ts';

type Json = Readonly<Record<string, unknown>>;
type Form = (row: Json) => Json;

const sample = sampleRecording();
const twins = kindFolders()
  .flatMap(casesOf)
  .filter(({ name }) => existsSync(new URL(`../../${pathOf(name, 'account.json')}`, import.meta.url)))
  .map(({ name }) => ({ name, recording: recordingOf(name) }))
  .filter(({ recording }) => recording.answers.some(isInventory));
const accounts = [{ name: 'the sample account', recording: sample }, ...twins];

function withRows(recording: Recording, form: Form): Recording {
  return {
    ...recording,
    answers: recording.answers.map((answer) => {
      if (!isInventory(answer)) return answer;
      const output = answer.output as { readonly Results: readonly string[] };
      const Results = output.Results.map((row) => JSON.stringify(form(JSON.parse(row) as Json)));
      return { ...answer, output: { ...output, Results } };
    }),
  };
}

/** What is read of every kind that AWS Config is the source of, without the paths in which letters may differ. */
function factsOf(recording: Recording): readonly Json[] {
  const kinds = new Set<string>(Object.values(configKinds).map(({ kind }) => kind));
  return readRecording(recording)
    .after.resources.filter(({ kind }) => kinds.has(kind) || kind === 'unclaimed' || kind === 'account')
    .map(({ key, label, arn, capturedAt, identities, fields }: Resource) => ({
      key,
      label,
      arn,
      capturedAt,
      identities,
      fields,
    }));
}

/** Changes every value of what a service described; names of people's own things stay. */
function within(row: Json, change: (value: unknown, key: string) => unknown): Json {
  return {
    ...row,
    configuration: deep(row.configuration, change),
    supplementaryConfiguration: deep(row.supplementaryConfiguration, change),
  };
}

function deep(value: unknown, change: (value: unknown, key: string) => unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => deep(one, change));
  if (typeof value !== 'object' || value === null) return change(value, key);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deep(inner, change, name)]));
}

/** Under these, keys are people's own. */
const ownKeys = /^(tags|options|labels|dockerLabels|variables|attributes|driverOpts|eventPattern)$/i;

function inLetters(value: unknown, letters: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => inLetters(one, letters));
  // A document of IAM is read as IAM reads it, and a wrapper is written in one way alone.
  if (typeof value !== 'object' || value === null || 'Statement' in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key === 'value' ? key : letters(key),
      ownKeys.test(key) && !Array.isArray(inner) ? inner : inLetters(inner, letters),
    ]),
  );
}

function rewritten(row: Json, letters: (key: string) => string): Json {
  return {
    ...row,
    configuration: inLetters(row.configuration, letters),
    supplementaryConfiguration: inLetters(row.supplementaryConfiguration, letters),
  };
}

const isDateKey = /(time|date|timestamp)$|[a-z]At$/i;
const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
/** Whatever is larger is a time. */
const isSmall = (value: unknown) => typeof value === 'number' && value < 1e11;
const isDocument = (value: unknown): value is string =>
  typeof value === 'string' && /^\{.*"Statement"/s.test(value);

const forms: Readonly<Record<string, Form>> = {
  'of a snapshot or a rule': snapshotItem,
  'of a history': historyItem,
  'of a history, kept in a snapshot': (row) => snapshotItem(historyItem(row)),
  'with big first letters': (row) => rewritten(row, (key) => key.charAt(0).toUpperCase() + key.slice(1)),
  'with small first letters': (row) => rewritten(row, (key) => key.charAt(0).toLowerCase() + key.slice(1)),
  'with keys in small letters': (row) => rewritten(row, (key) => key.toLowerCase()),
  'with tags as a map': (row) => ({ ...row, tags: Object.fromEntries(pairsOf(row)) }),
  'with tags of other letters': (row) => ({
    ...row,
    tags: pairsOf(row).map(([Key, Value]) => ({ Key, Value })),
  }),
  'with its time in milliseconds': (row) => ({ ...row, configurationItemCaptureTime: msOf(row) }),
  'with its time in seconds': (row) => ({ ...row, configurationItemCaptureTime: msOf(row) / 1000 }),
  'with its time in another zone': (row) => ({
    ...row,
    configurationItemCaptureTime: new Date(msOf(row) + 3_600_000).toISOString().replace('Z', '+01:00'),
  }),
  'with dates in milliseconds': (row) =>
    within(row, (value, key) => (isDateKey.test(key) && isDate(value) ? Date.parse(value) : value)),
  'with URL-encoded policies': (row) =>
    within(row, (value) => (isDocument(value) ? encodeURIComponent(value) : value)),
  'with null where nothing is set': (row) => ({
    ...row,
    availabilityZone: null,
    configuration: { ...(row.configuration as Json), somethingElse: null },
  }),
  'with numbers and switches as text': (row) =>
    within(row, (value) => (isSmall(value) || typeof value === 'boolean' ? String(value) : value)),
  'as text within text': (row) => ({
    ...row,
    configuration: JSON.stringify(JSON.stringify(row.configuration)),
  }),
};

function pairsOf({ tags }: Json): readonly (readonly [string, string])[] {
  return ((tags ?? []) as readonly { key: string; value: string }[]).map(({ key, value }) => [key, value]);
}

function msOf({ configurationItemCaptureTime: time }: Json): number {
  return Date.parse(String(time));
}

describe('the same resource gives the same facts from an item', () => {
  const expected = new Map(accounts.map(({ name, recording }) => [name, plain(factsOf(recording))]));
  for (const [title, form] of Object.entries(forms)) {
    it(title, () => {
      for (const { name, recording } of accounts) {
        assert.deepEqual(plain(factsOf(withRows(recording, form))), expected.get(name), name);
      }
    });
  }

  it('of any mixture of these', () => {
    const all = Object.values(forms);
    const mixture = fc.array(fc.nat(all.length - 1), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(mixture, (choice) => {
        let next = 0;
        const form: Form = (row) => all[choice[next++ % choice.length] ?? 0]?.(row) ?? row;
        assert.deepEqual(plain(factsOf(withRows(sample, form))), expected.get('the sample account'));
      }),
      { numRuns: 8 },
    );
  });

  it('is asked of every kind that AWS Config is the source of', () => {
    const types = new Set(
      accounts.flatMap(({ recording }) =>
        recording.answers
          .filter(isInventory)
          .flatMap(({ output }) => (output as { Results: readonly string[] }).Results)
          .map((row) => String((JSON.parse(row) as Json).resourceType)),
      ),
    );
    assert.deepEqual(
      Object.keys(configKinds).filter((type) => !types.has(type)),
      [],
    );
  });

  /** Paths are told in the letters of the item. */
  function plain(facts: readonly Json[]): unknown {
    return JSON.parse(
      JSON.stringify(facts, (key, value: unknown) =>
        key === 'path' && typeof value === 'string' ? value.toLowerCase() : value,
      ),
    );
  }
});
