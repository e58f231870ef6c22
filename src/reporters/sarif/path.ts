import { createHash } from 'node:crypto';
import type { FileLine, Location } from '../../model/location.ts';
import type { Finding, Report } from '../../model/report.ts';

const longestSegment = 200;

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A line of the repository, and its file as GitHub takes it. */
export interface RepositoryLocation {
  readonly uri: string;
  readonly at: Location;
}

/** The first location that lies in the repository. */
export function repositoryLocation(finding: Finding): RepositoryLocation | undefined {
  for (const location of finding.locations) {
    const uri = artifactUri(location);
    if (uri !== undefined) return { uri, at: location };
  }
  return undefined;
}

/**
 * A file of the repository as GitHub takes it: relative, percent-encoded, no dots. Modules that Terraform fetched lie under
 * `.terraform/` and are nobody's source.
 */
export function artifactUri({ file, line }: FileLine): string | undefined {
  const segments = segmentsOf(file);
  if (segments === undefined || segments.length === 0 || segments.includes('.terraform')) return undefined;
  return line < 1 ? undefined : segments.map(encoded).join('/');
}

/**
 * A path for a resource that no file of the repository declares. It is the alert's identity on GitHub: it must never
 * hold a plan's file name, a temporary folder or a running number.
 */
export function syntheticUri(report: Report, finding: Finding): string {
  return syntheticSegments(report, finding).map(madeUp).join('/');
}

function syntheticSegments({ source }: Report, finding: Finding): readonly string[] {
  const { address, key, kind } = finding.resource;
  if (source.name === 'aws-account') return accountSegments(finding);
  if (source.name === 'repository') return ['repository', kind, address ?? key];
  return [...(segmentsOf(source.stack ?? '') ?? []), 'tfplan', address ?? key];
}

function accountSegments({ resource }: Finding): readonly string[] {
  const [service, type] = serviceAndType(resource.type);
  return [
    'aws',
    resource.account ?? 'unknown-account',
    resource.region || 'global',
    service,
    type,
    resourceId(resource),
  ];
}

/** `AWS::RDS::DBInstance` is `rds/dbinstance`. */
function serviceAndType(type: string): readonly [string, string] {
  const parts = type.toLowerCase().split('::');
  return parts.length === 3 ? [parts[1] ?? '', parts[2] ?? ''] : ['other', type.toLowerCase()];
}

/** What follows the fifth colon of an ARN, else the end of the key `account/region/type/id`. */
function resourceId(resource: Finding['resource']): string {
  if (resource.arn !== undefined) return resource.arn.split(':').slice(5).join(':') || resource.arn;
  return resource.key.split('/').slice(3).join('/') || resource.key;
}

/** Parts of a path below the repository's root; undefined when it leads out of it. */
function segmentsOf(path: string): readonly string[] | undefined {
  const unified = path.replaceAll('\\', '/');
  if (unified.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(unified)) return undefined;
  const segments: string[] = [];
  for (const segment of unified.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '' && segment !== '.' && segment !== '..') segments.push(segment);
  }
  return segments;
}

/** `encodeURIComponent` throws on lone surrogates and leaves marks that URL readers take for their own. */
function encoded(segment: string): string {
  const wellFormed = segment.replace(/\p{Cs}/gu, '\uFFFD');
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** No file has this name, so it may be cut; URL readers would resolve dots. */
function madeUp(segment: string): string {
  const name = encoded(segment);
  if (name === '') return '_';
  if (/^\.+$/.test(name)) return `_${name}`;
  if (name.length <= longestSegment) return name;
  return `${name.slice(0, longestSegment).replace(/%.?$/, '')}-${sha256(segment).slice(0, 16)}`;
}
