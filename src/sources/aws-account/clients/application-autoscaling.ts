import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeScalableTargets: DescribeScalableTargetsCommand,
  DescribeScalingPolicies: DescribeScalingPoliciesCommand,
};

/** Application Auto Scaling in one region. */
export function openApplicationAutoscaling(options: ClientOptions): Sender {
  return { client: new ApplicationAutoScalingClient(options), commands };
}
