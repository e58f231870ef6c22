import type { Fact } from '../../../model/fact.ts';
import type { Eval } from '../../evaluate/frame.ts';
import { and, or } from '../../evaluate/logic.ts';
import type { Kleene, Undecided } from '../../evaluate/value.ts';
import type { Make } from '../arguments.ts';
import { everyResource, statementCoversAction } from './coverage.ts';
import { reaches } from './reach.ts';
import { passesAnyRoleBy } from './rights.ts';
import { allows, statementOrDocument } from './statement.ts';

/** Everything of the service: every resource there is, or every one of the service's own. */
const givesService = (statement: Fact, service: string): Eval<Kleene> =>
  and([
    allows(statement),
    statementCoversAction(statement, `${service}:*`),
    or([everyResource(statement), reaches(statement, { service, tail: '*' })]),
  ]);

export const grantsService: Make = ({ facts, values }) => {
  return (frame) => {
    const given = (facts[0] as Eval<Fact>)(frame);
    const service = values[1]?.(frame);
    if (typeof service !== 'string') return service as Undecided;
    return givesService(given, service.toLowerCase())(frame);
  };
};

export const passesAnyRole = statementOrDocument(passesAnyRoleBy);
