import type { Area } from '../claim.ts';

/** What is claimed of VPCs and EC2. */
export const network: Area = { claims: [], satellites: [] };
