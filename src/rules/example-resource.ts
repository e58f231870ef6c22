import type { Fact, ListValue } from '../model/fact.ts';
import { absent, known } from '../model/fact.ts';
import type { Kind } from '../model/kind.ts';
import { commonAttributes } from '../model/kinds/common.ts';
import { anyKind, attributesOf, findKind } from '../model/kinds/index.ts';
import { type Resource, unclaimed } from '../model/resource.ts';
import type { Scope } from '../model/rule.ts';
import { suggest } from '../model/suggestion.ts';
import type { CheckedExample } from './checked-rule.ts';
import { isRecord, isUnknownTag, structFacts, unknownOf, type Writing } from './written-value.ts';
import type { Path } from './yaml/path.ts';
import { isTagged } from './yaml/tagged.ts';

/** What an example sets up for a rule to judge. */
export interface Scene {
  readonly resource: Resource;
  readonly related: Scope['related'];
}

/** Builds an example's resource and everything related to it. Mistakes go to `report`, with paths inside the example. */
export function buildScene(
  example: Pick<CheckedExample, 'name' | 'given' | 'related'>,
  appliesTo: string,
  report: Writing['report'] = () => {},
): Scene {
  const links = new Map<string, Fact<ListValue | Resource>>();
  const writing: Writing = { place: { source: 'example', name: example.name }, report };
  const kind = appliesTo === anyKind ? undefined : findKind(appliesTo);
  const top = { key: 'example', kind, given: example.given, related: example.related };
  const resource = buildResource(top, { given: ['given'], related: ['related'] }, links, writing);
  return {
    resource,
    related: (of, relation) =>
      links.get(linkKey(of.key, relation)) ?? notGiven(findKind(of.kind), relation, writing),
  };
}

interface Written {
  readonly key: string;
  /** Undefined for `any`. */
  readonly kind: Kind | undefined;
  readonly given: Readonly<Record<string, unknown>>;
  readonly related: Readonly<Record<string, unknown>>;
}

type Links = Map<string, Fact<ListValue | Resource>>;

function buildResource(
  written: Written,
  paths: { readonly given: Path; readonly related: Path },
  links: Links,
  writing: Writing,
): Resource {
  const { kind, key } = written;
  const type = kind?.name ?? 'resource';
  const attributes = kind === undefined ? commonAttributes : attributesOf(kind);
  const given = withDefaults(written, type, paths.given, writing);
  const fields = structFacts(
    attributes,
    given,
    { path: paths.given, name: '', owner: kind?.title ?? 'any resource' },
    writing,
  );
  for (const [relation, value] of Object.entries(written.related)) {
    const path = [...paths.related, relation];
    const fact = relationFact(written, relation, value, { path, links, writing });
    if (fact !== undefined) links.set(linkKey(key, relation), fact);
  }
  const name = fields.name;
  return {
    key,
    kind: kind?.name ?? unclaimed,
    type,
    label: name?.state === 'known' && typeof name.value === 'string' ? name.value : type,
    action: 'none',
    identities: [key],
    fields,
  };
}

/** Common attributes have answers that few examples care for. Relations written as attributes are told so. */
function withDefaults(
  { kind, given }: Written,
  type: string,
  path: Path,
  writing: Writing,
): Readonly<Record<string, unknown>> {
  const own = Object.entries(given).filter(([key]) => {
    const isRelation = kind !== undefined && Object.hasOwn(kind.relations, key);
    if (isRelation) {
      const hint = 'Write it under `related`.';
      writing.report({ path: [...path, key], message: `\`${key}\` is a relation`, hint, isKey: true });
    }
    return !isRelation;
  });
  return { type, taggable: true, tags: {}, secretTags: [], ...Object.fromEntries(own) };
}

interface RelationPlace {
  readonly path: Path;
  readonly links: Links;
  readonly writing: Writing;
}

function relationFact(
  of: Written,
  name: string,
  value: unknown,
  { path, links, writing }: RelationPlace,
): Fact<ListValue | Resource> | undefined {
  const relations = of.kind?.relations ?? {};
  const relation = Object.hasOwn(relations, name) ? relations[name] : undefined;
  if (relation === undefined) {
    const message = `${of.kind?.title ?? 'any resource'} has no relation \`${name}\``;
    writing.report({ path, message, hint: suggest(name, Object.keys(relations)), isKey: true });
    return undefined;
  }
  if (value === null) return notGiven(of.kind, name, writing);
  const open = isUnknownTag(value) ? unknownOf(value, name, writing.place) : undefined;
  if (open !== undefined) {
    return relation.many ? known({ items: [], open }, writing.place, name) : open;
  }
  const build = (written: unknown, index: number, at: Path): Fact =>
    isUnknownTag(written)
      ? unknownOf(written, name, writing.place)
      : known(
          relatedResource(relation.to, written, `${of.key}/${name}/${index}`, { path: at, links, writing }),
          writing.place,
          name,
        );
  if (!relation.many) return build(value, 0, path) as Fact<Resource>;

  const isOpen = isTagged(value) && value['!'] === 'open';
  const items = isOpen ? value.value : value;
  if (!Array.isArray(items)) {
    writing.report({ path, message: `\`${name}\` must be a list: there may be several` });
    return undefined;
  }
  const facts = items.map((item, index) => build(item, index, [...path, index]));
  const more = { '!': 'unknown', value: 'not known in full: there may be more' };
  const list = isOpen ? { items: facts, open: unknownOf(more, name, writing.place) } : { items: facts };
  return known(list, writing.place, name);
}

/** A related resource may have related ones of its own, under the same word. */
function relatedResource(
  kindName: string,
  written: unknown,
  key: string,
  { path, links, writing }: RelationPlace,
): Resource {
  if (!isRecord(written)) {
    writing.report({ path, message: 'a related resource must be a mapping of its attributes' });
  }
  const { related = {}, ...given } = isRecord(written) ? written : {};
  const inner = { key, kind: findKind(kindName), given, related: isRecord(related) ? related : {} };
  return buildResource(inner, { given: path, related: [...path, 'related'] }, links, writing);
}

function notGiven(kind: Kind | undefined, relation: string, { place }: Writing): Fact<ListValue | Resource> {
  const isMany = kind !== undefined && kind.relations[relation]?.many === true;
  return isMany ? known({ items: [] }, place, relation) : absent(place, relation);
}

function linkKey(resource: string, relation: string): string {
  return `${resource}\n${relation}`;
}
