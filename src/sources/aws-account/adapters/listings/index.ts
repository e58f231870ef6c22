import type { Listing } from '../listing.ts';
import { containers } from './containers.ts';
import { databases } from './databases.ts';
import { edge } from './edge.ts';
import { monitoring } from './monitoring.ts';
import { network } from './network.ts';
import { secrets } from './secrets.ts';
import { stores } from './stores.ts';

/** Every list that a service answers for itself. IAM, whose lists belong together, is read apart. */
export const listings: readonly Listing[] = [
  ...containers,
  ...databases,
  ...edge,
  ...monitoring,
  ...network,
  ...secrets,
  ...stores,
];
