import type { Make } from './arguments.ts';
import { cidrCovers, coversWorld } from './cidr.ts';
import { crossesAccounts } from './iam/accounts.ts';
import { administers } from './iam/administration.ts';
import { admitsOnlyCloudFront } from './iam/cloudfront.ts';
import { coversAction, coversResource, grantsAdministration } from './iam/coverage.ts';
import { escalations } from './iam/escalations.ts';
import { admitsEveryone } from './iam/everyone.ts';
import { demandsAudience, demandsSubject } from './iam/federation.ts';
import { demandsMfa } from './iam/mfa.ts';
import { deniesPlainHttp } from './iam/plain-http.ts';
import { grantsService, passesAnyRole } from './iam/services.ts';
import { flatten } from './lists.ts';
import { aclAdmitsWorld } from './network-acl.ts';
import { coversAllPorts, coversPort } from './ports.ts';
import { abridge, countDistinct, glob, join, majorVersion } from './text.ts';

/** Our functions by name; `signatures.ts` has their types. */
export const functions: Readonly<Record<string, Make>> = {
  abridge,
  aclAdmitsWorld,
  administers,
  admitsEveryone,
  admitsOnlyCloudFront,
  cidrCovers,
  countDistinct,
  coversAction,
  coversAllPorts,
  coversPort,
  coversResource,
  coversWorld,
  crossesAccounts,
  demandsAudience,
  demandsMfa,
  demandsSubject,
  deniesPlainHttp,
  escalations,
  flatten,
  glob,
  grantsAdministration,
  grantsService,
  join,
  majorVersion,
  passesAnyRole,
};
