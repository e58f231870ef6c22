import type { ConfigKind } from '../config-kind.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const edge: Readonly<Record<string, ConfigKind>> = {};
