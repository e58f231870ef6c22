import { contains, parseRange } from '../cidr.ts';
import { isNegative, type Operator, passesWithoutKey } from './condition.ts';

/**
 * Which conditions narrow "everyone" down to somebody in particular. AWS's own notion of it, for S3:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * and for each key: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export type Narrowing = 'narrows' | 'does-not' | 'cannot-tell';

/** Whether one value of a key pins somebody or something that outsiders cannot be. */
type Pin = (value: string, exact: boolean) => Narrowing;

const variable = /\$\{/;
const wildcard = /[*?]/;
/** These variables stand for the owner of the resource itself. */
const ownVariables = /^\$\{aws:resource(account|orgid)\}$/i;

/** An identifier such as an account, an organisation or an endpoint. */
const identifier: Pin = (value, exact) => {
  if (ownVariables.test(value)) return 'narrows';
  if (variable.test(value)) return 'cannot-tell';
  if (exact || !wildcard.test(value)) return 'narrows';
  return /^([a-z]+-)?[*?]+$/i.test(value) ? 'does-not' : 'cannot-tell';
};

/** `o-a1b2c3/r-ab12/*`: the organisation comes first. */
const organisationPath: Pin = (value, exact) => identifier(value.split('/')[0] ?? '', exact);

/** The account in an ARN pins it; bucket ARNs have none, and a bucket's name is one in the world. */
const arn: Pin = (value, exact) => {
  if (variable.test(value)) return 'cannot-tell';
  if (exact || !wildcard.test(value)) return 'narrows';
  const [prefix, , , , account, ...rest] = value.split(':');
  if (prefix !== 'arn' || account === undefined || rest.length === 0) {
    return /^[*?]+$/.test(value) || /^arn:[*?:]+$/.test(value) ? 'does-not' : 'cannot-tell';
  }
  if (account === '') return bucket(rest.join(':'));
  if (!wildcard.test(account)) return 'narrows';
  return /^[*?]+$/.test(account) ? 'does-not' : 'cannot-tell';
};

function bucket(path: string): Narrowing {
  const [name = ''] = path.split('/');
  if (/^[*?]*$/.test(name)) return 'does-not';
  return wildcard.test(name) ? 'cannot-tell' : 'narrows';
}

/** A role's unique id, with any session name behind it. */
const userId: Pin = (value, exact) => {
  if (variable.test(value)) return 'cannot-tell';
  if (exact || !wildcard.test(value)) return 'narrows';
  if (/^A[A-Z0-9]{15,}(:|$)/.test(value)) return 'narrows';
  return /^[*?:]+$/.test(value) ? 'does-not' : 'cannot-tell';
};

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].flatMap(
  (text) => parseRange(text) ?? [],
);

/** S3 takes anything broader than /8, or /32 in IPv6, for public; private ranges never meet a public caller. */
function addresses(value: string): Narrowing {
  const range = parseRange(value);
  if (range === undefined) return 'cannot-tell';
  if (privateRanges.some((own) => contains(own, range))) return 'narrows';
  const broadest = range.family === 4 ? 1n << 24n : 1n << 96n;
  return range.last - range.first < broadest ? 'narrows' : 'does-not';
}

const pins: Readonly<Record<string, Pin>> = {
  'aws:principalorgid': identifier,
  'aws:sourceorgid': identifier,
  'aws:vpceorgid': identifier,
  'aws:principalorgpaths': organisationPath,
  'aws:sourceorgpaths': organisationPath,
  'aws:vpceorgpaths': organisationPath,
  'aws:principalaccount': identifier,
  'aws:sourceaccount': identifier,
  'aws:sourceowner': identifier,
  'aws:vpceaccount': identifier,
  'kms:calleraccount': identifier,
  's3:dataaccesspointaccount': identifier,
  'aws:principalarn': arn,
  'aws:sourcearn': arn,
  's3:dataaccesspointarn': arn,
  'aws:sourcevpc': identifier,
  'aws:sourcevpce': identifier,
  'aws:sourcevpcarn': arn,
  'aws:userid': userId,
  'aws:principalservicename': identifier,
  'aws:principalservicenameslist': identifier,
};

/**
 * Keys that anybody in the world can satisfy: properties of the request, the resource or the moment, tags and names
 * that every account can give, and private addresses, which every VPC has.
 */
const open =
  /^(aws:(securetransport|currenttime|epochtime|tokenissuetime|multifactorauth(present|age)|useragent|referer|requestedregion|requesttag\/.*|tagkeys|resourcetag\/.*|resourceaccount|resourceorgid|resourceorgpaths|principaltype|principaltag\/.*|username|viaawsservice|calledvia(first|last)?|vpcsourceip)|s3:(x-amz-acl|x-amz-grant-.*|x-amz-storage-class|x-amz-server-side-encryption|x-amz-content-sha256|prefix|delimiter|max-keys|tlsversion|signatureversion|signatureage|authtype|versionid|existingobjecttag\/.*|requestobjecttag.*|resourceaccount|locationconstraint|object-lock-.*)|kms:(viaservice|grantisforawsresource|encryptioncontext.*)|sns:(protocol|endpoint)|sts:(externalid|rolesessionname))$/;

/** Every request carries this one, anonymous ones too: a missing key is no way around it. */
const alwaysThere = new Set(['aws:principalaccount']);

/** `required`: another condition of the statement demands that the key is there. */
export function narrowing(
  operator: Operator,
  key: string,
  values: readonly string[],
  required: boolean,
): Narrowing {
  if (operator.base === 'null' || isNegative(operator.base) || open.test(key)) return 'does-not';
  if (passesWithoutKey(operator) && !required && !alwaysThere.has(key)) return 'does-not';
  if (values.length === 0) return 'cannot-tell';
  return weakest(values.map((value) => one(operator, key, value)));
}

function one({ base }: Operator, key: string, value: string): Narrowing {
  if (key === 'aws:sourceip' && base === 'ipaddress') return addresses(value);
  if (key === 'aws:principalisawsservice' && base === 'bool') {
    return value.toLowerCase() === 'true' ? 'narrows' : 'does-not';
  }
  const pin = Object.hasOwn(pins, key) ? pins[key] : undefined;
  if (pin === undefined) return 'cannot-tell';
  if (base === 'stringequals' || base === 'stringequalsignorecase') return pin(value, true);
  if (base === 'stringlike' || base === 'arnlike' || base === 'arnequals') return pin(value, false);
  return 'cannot-tell';
}

/** A key's values are alternatives: the weakest one counts. */
function weakest(all: readonly Narrowing[]): Narrowing {
  if (all.includes('does-not')) return 'does-not';
  return all.includes('cannot-tell') ? 'cannot-tell' : 'narrows';
}
