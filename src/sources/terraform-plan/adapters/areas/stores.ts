import type { Area } from '../claim.ts';

/** What is claimed of stores of data beside RDS and S3. */
export const stores: Area = { claims: [], satellites: [] };
