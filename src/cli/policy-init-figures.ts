import { globMatcher } from '../model/glob.ts';
import type { Resource } from '../model/resource.ts';
import type { ParameterDeclaration, ParameterValue, Rule } from '../model/rule.ts';
import { type Tally, tally, told } from './policy-init-seen.ts';

/** A parameter of the policy with the value that was seen, and the words that say on what. */
export interface SeenFigure {
  readonly name: string;
  readonly value: ParameterValue;
  readonly comment: string;
}

interface Source {
  readonly kind: string;
  readonly attribute: string;
}

type Pick = 'least' | 'most' | 'all' | 'ceiling';

/**
 * Which attribute shows a parameter. `least` and `most` take the usual value where it asks no less than the rule itself, `all`
 * whatever is in use of what the rule itself admits, and `ceiling` the largest.
 */
const figures: readonly { readonly name: string; readonly pick: Pick; readonly from: readonly Source[] }[] = [
  {
    name: 'backup.retentionDays',
    pick: 'least',
    from: [
      { kind: 'rds-instance', attribute: 'backupRetentionDays' },
      { kind: 'rds-cluster', attribute: 'backupRetentionDays' },
    ],
  },
  {
    name: 'logs.minimumRetentionDays',
    pick: 'least',
    from: [{ kind: 'log-group', attribute: 'retentionDays' }],
  },
  {
    name: 'keys.minimumDeletionWindowDays',
    pick: 'least',
    from: [{ kind: 'kms-key', attribute: 'deletionWindowDays' }],
  },
  {
    name: 'secrets.maximumRotationDays',
    pick: 'most',
    from: [{ kind: 'secret', attribute: 'rotationDays' }],
  },
  {
    name: 'database.engines',
    pick: 'all',
    from: [
      { kind: 'rds-instance', attribute: 'engine' },
      { kind: 'rds-cluster', attribute: 'engine' },
    ],
  },
  {
    name: 'edge.tlsVersions',
    pick: 'all',
    from: [{ kind: 'cloudfront-distribution', attribute: 'minimumTlsVersion' }],
  },
  { name: 'edge.tlsPolicies', pick: 'all', from: [{ kind: 'listener', attribute: 'sslPolicy' }] },
  {
    name: 'limits.databaseClasses',
    pick: 'all',
    from: [{ kind: 'rds-instance', attribute: 'instanceClass' }],
  },
  {
    name: 'limits.cacheNodeTypes',
    pick: 'all',
    from: [{ kind: 'elasticache-cluster', attribute: 'nodeType' }],
  },
  {
    name: 'limits.instanceTypes',
    pick: 'all',
    from: [
      { kind: 'instance', attribute: 'instanceType' },
      { kind: 'launch-template', attribute: 'instanceType' },
    ],
  },
  {
    name: 'limits.databaseStorageGib',
    pick: 'ceiling',
    from: [
      { kind: 'rds-instance', attribute: 'allocatedStorageGib' },
      { kind: 'rds-instance', attribute: 'maxAllocatedStorageGib' },
    ],
  },
  { name: 'limits.maximumTasks', pick: 'ceiling', from: [{ kind: 'scaling-target', attribute: 'maximum' }] },
  {
    name: 'limits.taskCpuUnits',
    pick: 'ceiling',
    from: [{ kind: 'ecs-task-definition', attribute: 'cpuUnits' }],
  },
  {
    name: 'limits.taskMemoryMib',
    pick: 'ceiling',
    from: [{ kind: 'ecs-task-definition', attribute: 'memoryMib' }],
  },
];

/** Figures in use, for the parameters that the loaded rules take. None asks for less than the rules do by themselves. */
export function seenFigures(resources: readonly Resource[], rules: readonly Rule[]): readonly SeenFigure[] {
  return figures.flatMap(({ name, pick, from }) => {
    const declared = rules
      .flatMap((rule) => Object.values(rule.parameters))
      .find((one) => one.policy === name);
    if (declared === undefined) return [];
    const seen = tally(
      from.flatMap(({ kind, attribute }) =>
        resources.flatMap((one) => (one.kind === kind ? (told(one.fields[attribute]) ?? []) : [])),
      ),
    );
    const figure = seen.length === 0 ? undefined : picked(pick, seen, declared);
    return figure === undefined ? [] : [{ name, ...figure }];
  });
}

type Picked = Omit<SeenFigure, 'name'>;

function picked(pick: Pick, seen: Tally, declared: ParameterDeclaration): Picked | undefined {
  return pick === 'all' ? allInUse(seen, declared) : number(pick, seen, declared);
}

function number(pick: Exclude<Pick, 'all'>, seen: Tally, declared: ParameterDeclaration): Picked | undefined {
  const usual = Number(declared.default);
  const values = seen
    .map(([value]) => Number(value))
    .filter((value) => Number.isSafeInteger(value) && value > 0);
  const [first] = values;
  if (first === undefined) return undefined;
  const words = `seen${declared.unit === undefined ? '' : `, in ${declared.unit}`}: ${shown(seen)}`;
  const fits = (value: number) =>
    value >= (declared.minimum ?? value) && value <= (declared.maximum ?? value);
  if (pick === 'ceiling') {
    const highest = Math.max(...values);
    return fits(highest) ? { value: highest, comment: words } : undefined;
  }
  const weaker = pick === 'least' ? first < usual : first > usual;
  if (!weaker && fits(first)) return { value: first, comment: words };
  const less = pick === 'least' ? 'less' : 'more';
  return {
    value: usual,
    comment: `${words}; that is ${less} than the rules ask for by themselves, which stays`,
  };
}

function allInUse(seen: Tally, declared: ParameterDeclaration): Picked | undefined {
  const admits = globMatcher([declared.default].flat().map(String));
  const fits = (value: string) =>
    admits(value) && (declared.values === undefined || declared.values.includes(value));
  const value = seen
    .map(([one]) => one)
    .filter(fits)
    .sort();
  if (value.length === 0) return undefined;
  const left = seen.length - value.length;
  const rest =
    left === 0
      ? ''
      : `; ${left} that the rules do not admit by themselves ${left === 1 ? 'is' : 'are'} left out`;
  return { value, comment: `seen: ${shown(seen)}${rest}` };
}

const mostShown = 6;

/** `7 (3 times), 1 (once)` */
function shown(seen: Tally): string {
  const some = seen
    .slice(0, mostShown)
    .map(([value, count]) => `${value} (${count === 1 ? 'once' : `${count} times`})`);
  return [...some, ...(seen.length > mostShown ? [`${seen.length - mostShown} more`] : [])].join(', ');
}
