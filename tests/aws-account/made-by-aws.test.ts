import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configRows, facts, onlyOne } from './recordings.ts';

/** What AWS Config records of a thing without tags. */
function recorded(resourceType: string, resourceId: string): Readonly<Record<string, unknown>> {
  const row = { resourceType, resourceId, resourceName: resourceId, configuration: {}, tags: [] };
  return facts(onlyOne(configRows(row), 'unclaimed'), 'taggable', 'tags');
}

describe('things that every account holds without having made them', () => {
  const cases = [
    ['AWS::CodeDeploy::DeploymentConfig', 'CodeDeployDefault.AllAtOnce'],
    ['AWS::AppConfig::DeploymentStrategy', 'AppConfig.AllAtOnce'],
    ['AWS::Cassandra::Keyspace', 'system_schema_mcs'],
    ['AWS::ECS::CapacityProvider', 'FARGATE_SPOT'],
  ] as const;
  for (const [type, id] of cases)
    it(`are not to be tagged: ${id}`, () =>
      assert.deepEqual(recorded(type, id), { taggable: false, tags: {} }));
});

describe("the customer's own beside them", () => {
  const cases = [
    ['AWS::AppConfig::DeploymentStrategy', 'abc1234'],
    ['AWS::Cassandra::Keyspace', 'system_of_orders'],
    ['AWS::ECS::CapacityProvider', 'FARGATE_LIKE'],
  ] as const;
  for (const [type, id] of cases)
    it(`are: ${id}`, () => {
      const why = `unknown, not-recorded: AWS Config shows no tags of it, which for ${type} does not prove that it has none`;
      assert.deepEqual(recorded(type, id), { taggable: why, tags: why });
    });
});
