import type { Collector } from '../collector.ts';
import { applicationAutoscaling } from './application-autoscaling.ts';
import { budgets } from './budgets.ts';
import { cloudfront } from './cloudfront.ts';
import { cloudtrail } from './cloudtrail.ts';
import { cloudwatch } from './cloudwatch.ts';
import { computeOptimizer } from './compute-optimizer.ts';
import { config } from './config.ts';
import { ec2 } from './ec2.ts';
import { elasticache } from './elasticache.ts';
import { elasticLoadBalancing } from './elasticloadbalancing.ts';
import { iam } from './iam.ts';
import { logs } from './logs.ts';
import { rds } from './rds.ts';
import { route53 } from './route53.ts';
import { secretsManager } from './secretsmanager.ts';
import { sns } from './sns.ts';
import { ssm } from './ssm.ts';
import { tag } from './tag.ts';
import { wafv2 } from './wafv2.ts';

/** Everything that an audit reads, service by service. */
export const collectors: readonly Collector[] = [
  config,
  ec2,
  iam,
  applicationAutoscaling,
  budgets,
  cloudfront,
  cloudtrail,
  cloudwatch,
  computeOptimizer,
  elasticache,
  elasticLoadBalancing,
  logs,
  rds,
  route53,
  secretsManager,
  sns,
  ssm,
  tag,
  wafv2,
];
