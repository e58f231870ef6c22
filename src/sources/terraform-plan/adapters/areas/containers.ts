import type { Area } from '../claim.ts';

/** What is claimed of ECS, load balancers, scaling, ECR and CodeDeploy. */
export const containers: Area = { claims: [], satellites: [] };
