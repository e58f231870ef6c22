/** The parameter of a database's group that makes TLS a duty, and what it is where nobody set it. */
export interface TlsParameter {
  readonly name: string;
  /** Undefined where it is not known what the engine's family does by itself. */
  readonly onByDefault?: boolean;
}

interface Family {
  readonly pattern: RegExp;
  readonly name: string;
  /** The version of the engine since which it is on; left out where it is off. */
  readonly onSince?: number;
}

/**
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html: on since 15
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html: on since 17
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html: off
 */
const families: readonly Family[] = [
  { pattern: /^postgres(\d+)/, name: 'rds.force_ssl', onSince: 15 },
  { pattern: /^aurora-postgresql(\d+)/, name: 'rds.force_ssl', onSince: 17 },
  { pattern: /^(?:aurora-)?mysql(5|8\.0)/, name: 'require_secure_transport' },
];

/** The parameter that decides for groups of a family, `postgres16` say. */
export function tlsParameterOf(family: string): TlsParameter {
  const found = families.find(({ pattern }) => pattern.test(family));
  if (found === undefined) return { name: 'require_secure_transport' };
  const { name, onSince, pattern } = found;
  const version = Number(pattern.exec(family)?.[1]);
  return { name, onByDefault: onSince !== undefined && version >= onSince };
}

/** Whether a value of such a parameter says that TLS is a duty. */
export function isSwitchedOn(value: string): boolean {
  return ['1', 'on', 'true'].includes(value.toLowerCase());
}
