import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { known } from '../../src/model/fact.ts';
import { type Given, hidden, listed, made, mapped, missing, place, resourceWith, run } from './world.ts';

type Row = readonly [title: string, source: string, given: Given, verdict: boolean | 'unknown'];

function table(rows: readonly Row[]): void {
  for (const [title, source, given, verdict] of rows) {
    it(`${title}: ${source}`, () => assert.equal(run(source, given).verdict, verdict));
  }
}

const u = (path: string) => hidden(path);
const parts = (...list: readonly (readonly [label: string, weight: number | 'u'])[]) =>
  listed(
    list.map(([label, weight], index) =>
      made(
        { label, weight: weight === 'u' ? u(`parts[${index}].weight`) : weight, safe: true },
        `parts[${index}]`,
      ),
    ),
    undefined,
    'parts',
  );

describe('an unknown decides nothing by itself and spoils nothing that is decided', () => {
  const on = { fields: { on: true, loud: u('loud') } };
  const off = { fields: { on: false, loud: u('loud') } };
  table([
    ['false and unknown', 'resource.on && resource.loud', off, false],
    ['unknown and false', 'resource.loud && resource.on', off, false],
    ['true and unknown', 'resource.on && resource.loud', on, 'unknown'],
    ['true or unknown', 'resource.on || resource.loud', on, true],
    ['unknown or true', 'resource.loud || resource.on', on, true],
    ['unknown or false', 'resource.loud || resource.on', off, 'unknown'],
    ['not unknown', '!resource.loud', on, 'unknown'],
    ['unknown condition, equal branches', 'resource.loud ? resource.on : true', on, true],
    ['unknown condition, different branches', 'resource.loud ? resource.on : false', on, 'unknown'],
    ['unknown arithmetic', 'resource.force + 1 > 2', { fields: { force: u('force') } }, 'unknown'],
    ['unknown text', 'resource.place.startsWith("a")', { fields: { place: u('place') } }, 'unknown'],
  ]);
});

describe('an open list may hold more than is known', () => {
  const open = { fields: { words: listed(['a', 'b'], u('words')) } };
  const closed = { fields: { words: listed(['a', 'b']) } };
  const empty = { fields: { words: listed([], u('words')) } };
  const doubtful = { fields: { words: listed(['a', u('words[1]')]) } };
  table([
    ['exists finds a witness', 'resource.words.exists(w, w == "a")', open, true],
    ['exists is never false', 'resource.words.exists(w, w == "c")', open, 'unknown'],
    ['exists over a closed list', 'resource.words.exists(w, w == "c")', closed, false],
    ['all finds a counter-example', 'resource.words.all(w, w == "a")', open, false],
    ['all is never true', 'resource.words.all(w, w != "c")', open, 'unknown'],
    ['all over a closed list', 'resource.words.all(w, w != "c")', closed, true],
    ['all over nothing known', 'resource.words.all(w, w != "c")', empty, 'unknown'],
    ['exists_one: a second one may come', 'resource.words.exists_one(w, w == "a")', open, 'unknown'],
    ['exists_one: two are too many', 'resource.words.exists_one(w, w != "c")', open, false],
    ['exists_one, closed', 'resource.words.exists_one(w, w == "a")', closed, true],
    ['in finds', '"a" in resource.words', open, true],
    ['in misses', '"c" in resource.words', open, 'unknown'],
    ['in misses, closed', '"c" in resource.words', closed, false],
    ['an unknown element may be it', '"c" in resource.words', doubtful, 'unknown'],
    ['an unknown element after the witness', '"a" in resource.words', doubtful, true],
    [
      'an unknown is in no empty list',
      'resource.place in resource.words',
      { fields: { place: u('p'), words: listed([]) } },
      false,
    ],
    ['size has a lower bound', 'size(resource.words) >= 2', open, true],
    ['size may be more', 'size(resource.words) >= 3', open, 'unknown'],
    ['size is not less', 'resource.words.size() < 2', open, false],
    ['size at its bound, <=', 'size(resource.words) <= 2', open, 'unknown'],
    ['size below its bound, <=', 'size(resource.words) <= 1', open, false],
    ['size at its bound, >', 'size(resource.words) > 2', open, 'unknown'],
    ['size above its bound, <', 'size(resource.words) < 3', open, 'unknown'],
    ['size equals', 'size(resource.words) == 1', open, false],
    ['size equals, perhaps', 'size(resource.words) == 2', open, 'unknown'],
    ['a bound is no bound of a sum', 'size(resource.words) - 5 < 0', open, 'unknown'],
    ['size, bound on the right', '1 < size(resource.words)', open, true],
    ['equality with a shorter list', 'resource.words == ["a"]', open, false],
    ['equality with a longer list', 'resource.words == ["a", "b", "c"]', open, 'unknown'],
    ['equality, closed', 'resource.words == ["a", "b"]', closed, true],
    ['inequality, closed', 'resource.words != ["a", "c"]', closed, true],
    ['equality with an unknown element', 'resource.words == ["a", "b"]', doubtful, 'unknown'],
    ['equality decided elsewhere', 'resource.words == ["b", "b"]', doubtful, false],
    ['filter keeps open', 'resource.words.filter(w, w == "c").exists(w, true)', open, 'unknown'],
    ['filter by an unknown', 'size(resource.words.filter(w, w == "c")) == 0', doubtful, 'unknown'],
    ['map keeps open', 'resource.words.map(w, w + "!").all(w, w != "c!")', open, 'unknown'],
    ['map finds', 'resource.words.map(w, w + "!").exists(w, w == "b!")', open, true],
    ['concatenation keeps open', '(resource.words + ["z"]).exists(w, w == "z")', open, true],
    ['concatenation with an open one', '(["z"] + resource.words).all(w, w != "c")', open, 'unknown'],
    ['which one comes first is not known', 'resource.words[0] == "a"', open, 'unknown'],
    ['an index', 'resource.words[1] == "b"', closed, true],
    ['outside the list', 'resource.words[2] == "b"', closed, 'unknown'],
    [
      'a list that is unknown',
      'resource.words.all(w, w == "a")',
      { fields: { words: u('words') } },
      'unknown',
    ],
  ]);
});

describe('maps', () => {
  const labels = {
    fields: { labels: mapped({ owner: 'me', team: u('labels.team'), env: hidden('labels.env', true) }) },
  };
  const open = { fields: { labels: mapped({ owner: 'me' }, u('labels')) } };
  table([
    ['a key', 'resource.labels.owner == "me"', labels, true],
    ['a key in brackets', 'resource.labels["owner"] == "me"', labels, true],
    ['a key that is not there reads as empty', 'resource.labels.nobody == ""', labels, true],
    ['a key that may be there', 'resource.labels.nobody == ""', open, 'unknown'],
    ['has', 'has(resource.labels.owner)', labels, true],
    ['has not', 'has(resource.labels.nobody)', labels, false],
    ['has with brackets', 'has(resource.labels["owner"])', labels, true],
    ['has, open', 'has(resource.labels.nobody)', open, 'unknown'],
    ['an unknown value may mean no entry', 'has(resource.labels.team)', labels, 'unknown'],
    ['an unknown value that is certainly set', 'has(resource.labels.env)', labels, true],
    ['in', '"owner" in resource.labels', labels, true],
    ['in, certainly set', '"env" in resource.labels', labels, true],
    ['in, not', '"nobody" in resource.labels', labels, false],
    ['in, unknown', '"team" in resource.labels', labels, 'unknown'],
    ['inherited names are no keys', '"constructor" in resource.labels', labels, false],
    ['keys are walked', 'resource.labels.exists(k, k.startsWith("ow"))', labels, true],
    ['keys that may not be there', 'resource.labels.all(k, k != "x")', labels, 'unknown'],
    ['size', 'size(resource.labels) >= 2', labels, true],
    ['size, perhaps', 'size(resource.labels) == 3', labels, 'unknown'],
  ]);
});

describe('absent is not unknown', () => {
  const none = {
    fields: {
      speed: missing('speed'),
      colour: missing('colour'),
      words: missing('words'),
      engine: missing('engine'),
      labels: missing('labels'),
    },
  };
  const lost = {
    fields: { engine: hidden('engine', true), colour: hidden('colour', true), place: u('place') },
  };
  table([
    ['has', 'has(resource.colour)', none, false],
    ['a text reads as empty', 'resource.colour == ""', none, true],
    ['a list reads as empty', 'size(resource.words) == 0', none, true],
    ['a map reads as empty', 'resource.labels.owner == ""', none, true],
    ['a number is not read', 'resource.speed > 1', none, 'unknown'],
    ['has guards', 'has(resource.speed) && resource.speed > 1', none, false],
    ['fields of an absent struct are absent', 'resource.engine.fuel == ""', none, true],
    ['has through an absent struct', 'has(resource.engine.fuel)', none, false],
    [
      'has of an element that is not there',
      'has(resource.parts[0].label)',
      { fields: { parts: listed([]) } },
      false,
    ],
    ['has of an element', 'has(resource.parts[0].label)', { fields: { parts: parts(['a', 1]) } }, true],
    ['unknown but certainly set', 'has(resource.colour)', lost, true],
    ['unknown', 'has(resource.place)', lost, 'unknown'],
    ['a set struct says nothing of its fields', 'has(resource.engine.fuel)', lost, 'unknown'],
  ]);
});

describe('relations', () => {
  const volume = known(resourceWith({ encrypted: true }), place, 'v1');
  const naked = known(resourceWith({ encrypted: false }), place, 'v2');
  const some = { related: { volumes: known({ items: [volume, naked] }, place, 'volumes') } };
  const more = {
    related: { volumes: known({ items: [volume], open: hidden('volumes') }, place, 'volumes') },
  };
  table([
    ['many', 'resource.volumes.exists(v, !v.encrypted)', some, true],
    ['many, open', 'resource.volumes.all(v, v.encrypted)', more, 'unknown'],
    ['one, absent', 'has(resource.home)', { related: { home: missing('place') } as never }, false],
    ['one, lost', 'resource.home.isDefault', { related: { home: hidden('home', true) } }, 'unknown'],
    ['one, lost but set', 'has(resource.home)', { related: { home: hidden('home', true) } }, true],
    [
      'one, found',
      'resource.home.isDefault',
      { related: { home: known(resourceWith({ isDefault: true }), place, 'home') } },
      true,
    ],
  ]);
});

describe('numbers and texts', () => {
  table([
    ['integer division', '7 / 2 == 3', {}, true],
    ['towards zero', '-7 / 2 == -3', {}, true],
    ['remainder', '-7 % 2 == -1', {}, true],
    ['no minus zero', '0 * -1 == 0', {}, true],
    ['division by zero has no answer', '1 / resource.force == 1', { fields: { force: 0 } }, 'unknown'],
    [
      'too large has no answer',
      'resource.force * resource.force > 1',
      { fields: { force: 2 ** 40 } },
      'unknown',
    ],
    ['a fraction is not an int', 'resource.force > 1', { fields: { force: 1.5 } }, 'unknown'],
    ['a text where a number should be', 'resource.force > 1', { fields: { force: '7' } }, 'unknown'],
    ['order of texts is by code point', '"\\uFFFD" < "\\U0001F600"', {}, true],
    ['size counts characters', 'size("\\U0001F600") == 1', {}, true],
    ['ASCII case only', '"ÄB".lowerAscii() == "Äb"', {}, true],
    ['conversions', 'string(7) + string(true) == "7true" && int("-12") == -12', {}, true],
    ['not a number', 'int(resource.place) == 1', { fields: { place: 'x' } }, 'unknown'],
    ['RE2', 'resource.place.matches("^[a-c]+$")', { fields: { place: 'abc' } }, true],
    ['RE2 finds anywhere', 'resource.place.matches("b")', { fields: { place: 'abc' } }, true],
    ['RE2 by parameter', 'resource.place.matches(parameter.pattern)', { fields: { place: 'abc' } }, true],
    [
      'a bad pattern from the policy',
      'resource.place.matches(parameter.pattern)',
      { fields: { place: 'abc' }, parameters: { pattern: '(' } },
      'unknown',
    ],
    ['parameters', 'resource.force >= parameter.minimumDays', { fields: { force: 7 } }, true],
    ['list parameters', 'resource.place in parameter.allowed', { fields: { place: 'b' } }, true],
    ['environment', 'environment == "prod" && name == "machine.m"', {}, true],
    ['an environment that nobody can tell', 'environment == "prod"', { environment: '' }, 'unknown'],
    ['nor what it is not', 'environment in ["dev"] || environment != "dev"', { environment: '' }, 'unknown'],
    [
      'but that nobody can tell is known',
      'environment != "" && environment == "prod"',
      { environment: '' },
      false,
    ],
    ['times', 'timestamp("2026-01-01T00:00:00Z") < timestamp("2026-01-01T00:00:00-01:00")', {}, true],
  ]);
});
