import type { Make } from './arguments.ts';
import { cidrCovers, coversWorld } from './cidr.ts';
import { crossesAccounts } from './iam/accounts.ts';
import { coversAction, coversResource, grantsAdministration } from './iam/coverage.ts';
import { admitsEveryone } from './iam/everyone.ts';
import { demandsMfa } from './iam/mfa.ts';
import { deniesPlainHttp } from './iam/plain-http.ts';
import { coversAllPorts, coversPort } from './ports.ts';
import { glob, join, majorVersion } from './text.ts';

/** Our functions by name; `signatures.ts` has their types. */
export const functions: Readonly<Record<string, Make>> = {
  admitsEveryone,
  cidrCovers,
  coversAction,
  coversAllPorts,
  coversPort,
  coversResource,
  coversWorld,
  crossesAccounts,
  demandsMfa,
  deniesPlainHttp,
  glob,
  grantsAdministration,
  join,
  majorVersion,
};
