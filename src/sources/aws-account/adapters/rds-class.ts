/** `db.r7g.2xlarge`; classes with more parts are Oracle's. */
const classPattern = /^(db\.[a-z0-9-]+)\.(micro|small|medium|large|(\d*)xlarge)$/;

/** `db.r7g`; undefined for classes of another shape. */
export function familyOf(instanceClass: string): string | undefined {
  return classPattern.exec(instanceClass)?.[1];
}

const unitsOfSmall: Readonly<Record<string, number>> = { micro: 0.5, small: 1, medium: 2, large: 4 };

/**
 * Normalized units of a class for one zone.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithReservedDBInstances.html
 */
export function unitsOf(instanceClass: string): number | undefined {
  const [, , size = '', multiple] = classPattern.exec(instanceClass) ?? [];
  if (size === '') return undefined;
  return unitsOfSmall[size] ?? 8 * (multiple === undefined || multiple === '' ? 1 : Number(multiple));
}
