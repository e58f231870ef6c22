const bucket = ['aws_s3_bucket'];
const key = ['aws_kms_key', 'aws_kms_alias', 'aws_kms_external_key', 'aws_kms_replica_key'];
const group = ['aws_security_group', 'aws_default_security_group'];
const role = ['aws_iam_role'];
const vpc = ['aws_vpc', 'aws_default_vpc'];
const subnet = ['aws_subnet', 'aws_default_subnet'];
const loadBalancer = ['aws_lb', 'aws_alb', 'aws_elb'];

/** Types that a link attribute of this name leads to. */
const byName: Readonly<Record<string, readonly string[]>> = {
  bucket,
  s3_bucket_name: bucket,
  target_bucket: bucket,
  bucket_name: bucket,
  kms_key_id: key,
  kms_key_arn: key,
  kms_master_key_id: key,
  kms_key: key,
  key_id: key,
  target_key_id: key,
  performance_insights_kms_key_id: key,
  security_group_id: group,
  source_security_group_id: group,
  referenced_security_group_id: group,
  security_groups: group,
  security_group_ids: group,
  vpc_security_group_ids: group,
  vpc_id: vpc,
  subnet_id: subnet,
  subnet_ids: subnet,
  subnets: subnet,
  role,
  roles: role,
  role_arn: role,
  iam_role_arn: role,
  execution_role_arn: role,
  task_role_arn: role,
  monitoring_role_arn: role,
  cloud_watch_logs_role_arn: role,
  user: ['aws_iam_user'],
  users: ['aws_iam_user'],
  group: ['aws_iam_group'],
  groups: ['aws_iam_group'],
  policy_arn: ['aws_iam_policy'],
  permissions_boundary: ['aws_iam_policy'],
  instance_profile: ['aws_iam_instance_profile'],
  iam_instance_profile: ['aws_iam_instance_profile'],
  cluster_identifier: ['aws_rds_cluster', 'aws_docdb_cluster', 'aws_neptune_cluster', 'aws_redshift_cluster'],
  db_instance_identifier: ['aws_db_instance'],
  db_subnet_group_name: ['aws_db_subnet_group'],
  cluster: ['aws_ecs_cluster'],
  task_definition: ['aws_ecs_task_definition'],
  load_balancer_arn: loadBalancer,
  listener_arn: ['aws_lb_listener', 'aws_alb_listener'],
  target_group_arn: ['aws_lb_target_group', 'aws_alb_target_group'],
  log_destination: ['aws_cloudwatch_log_group', 'aws_s3_bucket', 'aws_kinesis_firehose_delivery_stream'],
  log_group_name: ['aws_cloudwatch_log_group'],
  cloud_watch_logs_group_arn: ['aws_cloudwatch_log_group'],
  sns_topic_name: ['aws_sns_topic'],
  topic_arn: ['aws_sns_topic'],
  queue_url: ['aws_sqs_queue'],
  secret_id: ['aws_secretsmanager_secret'],
  repository: ['aws_ecr_repository'],
  function_name: ['aws_lambda_function'],
  web_acl_arn: ['aws_wafv2_web_acl'],
  route_table_id: ['aws_route_table', 'aws_default_route_table'],
  network_acl_id: ['aws_network_acl', 'aws_default_network_acl'],
  nat_gateway_id: ['aws_nat_gateway'],
  allocation_id: ['aws_eip'],
  volume_id: ['aws_ebs_volume'],
  instance_id: ['aws_instance'],
};

/** Types that an attribute of this name leads to; undefined where a name alone does not tell. */
export function linkTargets(attribute: string): readonly string[] | undefined {
  return Object.hasOwn(byName, attribute) ? byName[attribute] : undefined;
}
