import { type Fact, known, type ListValue, type Unknown } from '../../../model/fact.ts';
import { type Eval, type Frame, forget } from '../../evaluate/frame.ts';
import { and, or } from '../../evaluate/logic.ts';
import {
  blend,
  gather,
  isUndecided,
  type Kleene,
  nowhere,
  type Result,
  type Undecided,
} from '../../evaluate/value.ts';
import { type Make, type Texts, textsOf } from '../arguments.ts';
import { withAwsDocuments } from './aws-policies.ts';
import { type EscalationPath, escalationPaths, type Step } from './escalation-paths.ts';
import { holdsRight, mayHoldRight, type Right } from './rights.ts';
import { touchedServices } from './touched-services.ts';

/** Whose rights are looked into. */
interface Holder {
  readonly documents: ListValue;
  /** No document: no boundary. */
  readonly boundary: ListValue;
  /** `role/NAME`, `policy/NAME`: itself, and what is attached to it. */
  readonly own: Texts;
  /** The services that the documents touch; nothing: any. */
  readonly services: ReadonlySet<string> | undefined;
}

/** What the boundary does not allow too is not allowed. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
function holds(holder: Holder, right: Right): Eval<Kleene> {
  const { documents, boundary } = holder;
  const granted = holdsRight(documents, right);
  if (boundary.items.length === 0 && boundary.open === undefined) return granted;
  return and([granted, holdsRight(boundary, right)]);
}

/** The right on everything of its sort, or on what is the holder's own. */
function takesStep(holder: Holder, step: Step, action: string): Eval<Kleene> {
  const right: Right = step.passedTo === undefined ? { action } : { action, service: step.passedTo };
  const { on } = step;
  if (on === undefined) return holds(holder, right);
  const onAll = { service: on.service, tail: on.sort === 'function' ? 'function:*' : `${on.sort}/*` };
  const ways = [holds(holder, { ...right, on: onAll })];
  if (step.own !== true) return or(ways);
  for (const tail of holder.own.known)
    if (tail.startsWith(`${on.sort}/`)) ways.push(holds(holder, { ...right, on: { ...onAll, tail } }));
  const { doubt } = holder.own;
  if (doubt !== undefined) {
    ways.push(and([mayHoldRight(holder.documents, { ...right, on: onAll }), () => doubt]));
  }
  return or(ways);
}

type Walked = { readonly actions: readonly string[]; readonly doubt?: readonly Unknown[] };

/** The actions by which the path is open; nothing when it is shut. */
function walk(frame: Frame, holder: Holder, path: EscalationPath): Walked | undefined {
  const actions: string[] = [];
  let doubt: Unknown[] | undefined;
  for (const step of path) {
    const answers = step.actions.map((action) => ({ action, answer: openBy(frame, holder, step, action) }));
    const open = answers.find(({ answer }) => answer === true);
    const unsure = answers.find(({ answer }) => isUndecided(answer));
    const taken = open ?? unsure;
    if (taken === undefined) return undefined;
    actions.push(taken.action);
    if (open === undefined) doubt = gather(doubt, taken.answer as Undecided);
  }
  return doubt === undefined ? { actions } : { actions, doubt };
}

function openBy(frame: Frame, holder: Holder, step: Step, action: string): Kleene {
  const service = action.slice(0, action.indexOf(':'));
  if (holder.services?.has(service) === false) return false;
  const mark = frame.reads.length;
  const answer = takesStep(holder, step, action)(frame);
  if (answer === false) forget(frame, mark);
  return answer;
}

const named = ([first = '', ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first} with ${others.join(' and ')}`;

function pathsOf(frame: Frame, holder: Holder): ListValue {
  const found: string[] = [];
  let doubt: Unknown[] | undefined;
  for (const path of escalationPaths) {
    const mark = frame.reads.length;
    const walked = walk(frame, holder, path);
    if (walked === undefined) forget(frame, mark);
    else if (walked.doubt === undefined) found.push(named(walked.actions));
    else doubt = gather(doubt, { unknowns: walked.doubt });
  }
  const items: Fact[] = found.map((text) => known(text, nowhere, ''));
  return doubt === undefined ? { items } : { items, open: blend({ unknowns: doubt }) };
}

export const escalations: Make = ({ values }) => {
  return (frame): Result => {
    const [granted, boundary, names, own] = values.map((value) => value(frame));
    const documents = withAwsDocuments(
      granted as ListValue | Undecided,
      textsOf(frame, names as ListValue | Undecided),
      blend,
    );
    const holder: Holder = {
      documents,
      services: touchedServices(frame, documents),
      boundary: isUndecided(boundary) ? { items: [], open: blend(boundary) } : (boundary as ListValue),
      own: textsOf(frame, own as ListValue | Undecided),
    };
    return pathsOf(frame, holder);
  };
};
