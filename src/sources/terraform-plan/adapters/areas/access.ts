import type { Area } from '../claim.ts';

/** What is claimed of IAM. */
export const access: Area = { claims: [], satellites: [] };
