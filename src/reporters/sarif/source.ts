import type { Location, ModuleCallSite } from '../../model/location.ts';
import { artifactUri, type RepositoryLocation, repositoryLocation } from './path.ts';
import type { FindingGroup, ResultContext } from './result-context.ts';
import { type SarifPhysicalLocation, type SarifRelatedLocation, sourceRoot } from './types.ts';

const mostCalls = 20;

/** A line of the repository and the block around it. No text of it is copied: it may hold a secret. */
export function linePlace(
  { uri, at }: RepositoryLocation,
  { lengthOfLine }: Pick<ResultContext, 'lengthOfLine'>,
): SarifPhysicalLocation {
  const { line, column, block } = at;
  const length = lengthOfLine(at.file, line);
  const region = {
    startLine: line,
    startColumn: Math.max(column, 1),
    endLine: line,
    ...(length === undefined || length < column ? {} : { endColumn: length + 1 }),
  };
  return {
    artifactLocation: { uri, uriBaseId: sourceRoot },
    region,
    ...(isAround(block, line) ? { contextRegion: { startLine: block.line, endLine: block.endLine } } : {}),
  };
}

/** SARIF wants the context to be more than the region itself. */
function isAround(block: Location['block'], line: number): block is NonNullable<Location['block']> {
  return block !== undefined && block.line <= line && block.endLine >= line && block.endLine > block.line;
}

/** The module calls that lead to the instances of a block, from the root module on, each once. */
export function callSites(group: FindingGroup): readonly SarifRelatedLocation[] {
  const seen = new Set<string>();
  const sites: SarifRelatedLocation[] = [];
  for (const finding of group) {
    const here = repositoryLocation(finding)?.at;
    if (here === undefined) continue;
    for (const call of here.calls) {
      const key = `${call.file}:${call.line}`;
      const uri = artifactUri(call);
      const isHere = call.file === here.file && call.line === here.line;
      if (uri === undefined || isHere || seen.has(key) || sites.length === mostCalls) continue;
      seen.add(key);
      sites.push(relatedLocation(call, uri, sites.length + 1));
    }
  }
  return sites;
}

function relatedLocation(
  { name, line, column }: ModuleCallSite,
  uri: string,
  id: number,
): SarifRelatedLocation {
  return {
    id,
    message: { text: `Called here: ${linkText(name)}.` },
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: sourceRoot },
      region: { startLine: line, startColumn: Math.max(column, 1), endLine: line },
    },
  };
}

/** The sentence by which GitHub links the related locations: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support */
export function callSentence(group: FindingGroup, sites: readonly SarifRelatedLocation[]): string {
  if (sites.length === 0) return '';
  const names = new Map<string, string>();
  for (const { locations } of group)
    for (const { calls } of locations)
      for (const call of calls) names.set(keyOf(artifactUri(call), call.line), call.name);
  const links = sites.map(({ id, physicalLocation: { artifactLocation, region } }) => {
    const name = names.get(keyOf(artifactLocation.uri, region.startLine)) ?? 'module';
    return `[${linkText(name)}](${id})`;
  });
  return ` The module is called by ${links.join(', ')}.`;
}

function keyOf(uri: string | undefined, line: number): string {
  return `${uri ?? ''}:${line}`;
}

/** Names in `.tf.json` may be any text: nothing in a link may end it. */
function linkText(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 100);
}
