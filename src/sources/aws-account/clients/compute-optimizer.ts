import { ComputeOptimizerClient, GetEnrollmentStatusCommand } from '@aws-sdk/client-compute-optimizer';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  GetEnrollmentStatus: GetEnrollmentStatusCommand,
};

/** Compute Optimizer. */
export function openComputeOptimizer(options: ClientOptions): Sender {
  return { client: new ComputeOptimizerClient(options), commands };
}
