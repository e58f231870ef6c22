import type { Listing } from '../listing.ts';

/** Lists of this area that services answer for themselves. */
export const edge: readonly Listing[] = [];
