import type { Area } from '../claim.ts';
import { backupReplication } from '../rds-parts.ts';

/** What is claimed of RDS beside its instances and clusters. */
export const databases: Area = { claims: [], satellites: [backupReplication.type] };
