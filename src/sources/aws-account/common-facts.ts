import { type Fact, known, type ListValue, type MapValue, type Place, unknown } from '../../model/fact.ts';
import { looksLikeSecret } from '../../model/plain-secrets.ts';
import type { CommonFacts } from '../../model/resource.ts';
import { isSecretName } from './redact.ts';

/**
 * Types that cannot carry tags: their pages have no Tags. (The tags of an account belong to its organisation.) A type that is
 * not here and came without a trace of tags stays unknown.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const untaggable = new Set([
  'AWS::::Account',
  'AWS::Backup::BackupSelection',
  'AWS::CodeDeploy::DeploymentConfig',
  'AWS::EC2::SnapshotBlockPublicAccess',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::IAM::Group',
  'AWS::KMS::Alias',
  'AWS::S3::AccountPublicAccessBlock',
]);

/**
 * What every account holds in every region without having made it, by ids: nobody tags or names these.
 * https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-deployment-strategy-predefined.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
 * https://docs.aws.amazon.com/keyspaces/latest/devguide/working-with-keyspaces.html
 */
const madeByAws: Readonly<Record<string, RegExp>> = {
  'AWS::AppConfig::DeploymentStrategy': /^AppConfig\./,
  'AWS::Cassandra::Keyspace': /^system(_schema|_schema_mcs|_multiregion_info)?$/,
  'AWS::ECS::CapacityProvider': /^FARGATE(_SPOT)?$/,
};

export interface Described {
  readonly type: string;
  /** The service's own id, unique in its region. */
  readonly id: string;
  readonly place: Place;
  /** The name that the service itself knows. */
  readonly name: string | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** Said where the type alone does not tell: AWS's own keys and policies take no tags, customers' do. */
  readonly taggable?: boolean | undefined;
  /** AWS's words for where tags and name were read. */
  readonly paths: { readonly type: string; readonly name: string; readonly tags: string };
}

/** What every resource of an account answers: its name, its type, its tags and whether it may have any. */
export function commonFacts(described: Described): CommonFacts {
  const { place, paths, type } = described;
  const taggable = described.taggable ?? taggableBy(described);
  const untold = described.tags === undefined && taggable !== false;
  return {
    name: nameFact(described),
    type: known(type, place, paths.type),
    taggable: taggable === undefined ? tagsNotCaptured(described) : known(taggable, place, paths.type),
    tags: untold ? tagsNotCaptured(described) : tagsFact(described),
    secretTags: untold ? tagsNotCaptured(described) : secretTagsFact(described),
  };
}

/** Values under secret names stand in recordings as marks; the names tell enough then. */
function secretTagsFact({ place, tags = {}, paths }: Described): Fact<ListValue<string>> {
  const keys = Object.keys(tags).filter((key) => looksSecret(key, tags[key] ?? ''));
  return known({ items: keys.map((key) => known(key, place, `${paths.tags}.${key}`)) }, place, paths.tags);
}

function taggableBy({ type, id, name, tags }: Described): boolean | undefined {
  if (untaggable.has(type)) return false;
  const own = madeByAws[type];
  if (own?.test(id) === true || (name !== undefined && own?.test(name) === true)) return false;
  return tags === undefined ? undefined : true;
}

function nameFact({ place, name, tags, paths }: Described): Fact<string> {
  const tag = tags?.Name;
  if (tag !== undefined && tag !== '') return known(tag, place, `${paths.tags}.Name`);
  return name === undefined ? { state: 'absent', place, path: paths.name } : known(name, place, paths.name);
}

function tagsFact({ place, tags = {}, paths }: Described): Fact<MapValue<string>> {
  const entries = Object.entries(tags).map(([key, value]) => {
    const at = { place, path: `${paths.tags}.${key}` };
    return [
      key,
      value !== '' && (isSecretName(key) || looksSecret(key, value))
        ? withheld(at)
        : known(value, at.place, at.path),
    ] as const;
  });
  return known({ entries: Object.fromEntries(entries) }, place, paths.tags);
}

/** The same few tags stand on all of an account's resources, and telling costs more than all else about a tag. */
const told = new Map<string, boolean>();
const mostTold = 10_000;

function looksSecret(key: string, value: string): boolean {
  const tag = `${key}\n${value}`;
  const known = told.get(tag);
  if (known !== undefined) return known;
  const looks = looksLikeSecret(key, value);
  if (told.size >= mostTold) told.clear();
  told.set(tag, looks);
  return looks;
}

/** People do put secrets into tags. That one is set may be told, and no more. */
function withheld(at: { place: Place; path: string }): Fact<string> {
  return unknown('unreadable', 'it is named like a secret, so its value is left alone', { ...at, set: true });
}

function tagsNotCaptured({ type, place, paths }: Described): Fact<never> {
  const at = { place, path: paths.tags };
  if (place.source === 'aws-account' && !place.api.startsWith('config:'))
    return unknown('not-recorded', `${place.api} lists it without its tags, and nothing else told them`, at);
  const detail = `AWS Config shows no tags of it, which for ${type} does not prove that it has none`;
  return unknown('not-recorded', detail, at);
}
