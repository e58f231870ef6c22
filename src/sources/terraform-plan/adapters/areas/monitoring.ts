import type { Area } from '../claim.ts';

/** What is claimed of CloudWatch, EventBridge, SNS and budgets. */
export const monitoring: Area = { claims: [], satellites: [] };
