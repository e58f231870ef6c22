import type { FindingResource } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';

/** The resource as findings tell it; made once for all its rules. */
export function describe(resource: Resource, environment: string): FindingResource {
  return { ...identify(resource), environment };
}

/** What it is and where, whatever its environment. */
export function identify(resource: Resource): Omit<FindingResource, 'environment'> {
  const { key, kind, type, label, address, arn, account, region, capturedAt, stack, managed } = resource;
  return {
    key,
    kind,
    type,
    label,
    ...(address === undefined ? {} : { address }),
    ...(arn === undefined ? {} : { arn }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    ...(capturedAt === undefined ? {} : { capturedAt }),
    ...(stack === undefined ? {} : { stack }),
    ...(managed === undefined ? {} : { managed }),
  };
}
