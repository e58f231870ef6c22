import type { Area } from '../claim.ts';

/** What is claimed of Secrets Manager, Parameter Store and Lambda. */
export const secrets: Area = { claims: [], satellites: [] };
