import type { Report } from '../../model/report.ts';
import type { Reporter } from '../reporter.ts';
import { jsonChunks } from './chunks.ts';
import { ordered, type Shape } from './ordered.ts';
import { reportSchema } from './schema.ts';

/** The stable interface for every other program: the whole report, keys in the schema's order. */
export const jsonReporter: Reporter = (report) => jsonChunks(lazily(report), 2);

/** The report's parts in order; the lists, which may be long, are put in order member by member while being written. */
export function lazily(report: Report): unknown {
  const parts: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries<Shape>(reportSchema.properties)) {
    const part: unknown = report[name as keyof Report];
    parts[name] = Array.isArray(part) ? members(part, shape.items ?? {}) : ordered(part, shape);
  }
  return parts;
}

function* members(list: readonly unknown[], shape: Shape): Generator<unknown> {
  for (const item of list) yield ordered(item, shape);
}
