import type { Area } from '../claim.ts';

/** What is claimed of CloudFront, Route 53, ACM and WAF. */
export const edge: Area = { claims: [], satellites: [] };
