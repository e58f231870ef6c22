import type { Fact, ListValue } from '../../../model/fact.ts';
import type { Frame } from '../../evaluate/frame.ts';
import { isUndecided } from '../../evaluate/value.ts';
import { listOf, textOf, textsOf } from '../arguments.ts';

/**
 * The services whose actions the documents may allow, by their prefix; nothing when it may be any. Most roles touch a few services
 * only, and asking this first spares them nearly all questions about single actions.
 */
export function touchedServices(frame: Frame, documents: ListValue): ReadonlySet<string> | undefined {
  const services = new Set<string>();
  if (documents.open !== undefined) return undefined;
  for (const document of documents.items) {
    const statements = listOf(frame, document, 'statements');
    if (isUndecided(statements) || statements.open !== undefined) return undefined;
    for (const statement of statements.items) if (!addServices(frame, statement, services)) return undefined;
  }
  return services;
}

/** False: it may be any service. */
function addServices(frame: Frame, statement: Fact, services: Set<string>): boolean {
  if (textOf(frame, statement, 'effect') === 'Deny') return true;
  const excluded = textsOf(frame, listOf(frame, statement, 'notActions'));
  const { known, doubt } = textsOf(frame, listOf(frame, statement, 'actions'));
  if (doubt !== undefined || excluded.doubt !== undefined || excluded.known.length > 0) return false;
  for (const pattern of known) {
    const service = /^[^:*?$]+(?=:)/.exec(pattern)?.[0];
    if (service === undefined) return false;
    services.add(service.toLowerCase());
  }
  return true;
}
