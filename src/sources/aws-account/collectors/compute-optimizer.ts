import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';
import { accountKind } from '../config-types.ts';

const actions: readonly Action[] = [
  {
    api: 'compute-optimizer:GetEnrollmentStatus',
    scope: 'account',
    gives: 'whether Compute Optimizer looks at the account',
    kinds: [],
    describes: [accountKind],
    fields: ['status'],
  },
];

/** Whether AWS looks for oversized resources. */
export const computeOptimizer: Collector = { actions };
