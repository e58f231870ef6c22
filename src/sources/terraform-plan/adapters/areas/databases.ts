import type { Area } from '../claim.ts';

/** What is claimed of RDS beside its instances and clusters. */
export const databases: Area = { claims: [], satellites: [] };
