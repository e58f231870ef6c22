import type { Fact } from '../../model/fact.ts';
import { protocolName } from '../../model/protocols.ts';
import type { Eval, Frame } from '../evaluate/frame.ts';
import { and, or } from '../evaluate/logic.ts';
import { isUndecided, type Kleene, type Undecided } from '../evaluate/value.ts';
import { type Arguments, type Make, numberOf, textIs } from './arguments.ts';

/** Protocol -1 has no ports: it lets everything through. */
const everyProtocol = (rule: Fact): Eval<Kleene> =>
  textIs(rule, 'protocol', (text) => protocolName(text) === '-1');

const portTest =
  (rule: Fact, name: 'fromPort' | 'toPort', test: (port: number) => boolean): Eval<Kleene> =>
  (frame) => {
    const port = numberOf(frame, rule, name);
    return typeof port === 'number' ? test(port) : port;
  };

export const coversPort: Make = ({ values, facts }: Arguments) => {
  return (frame): Kleene => {
    const rule = ruleOf(frame, facts);
    const protocol = values[1]?.(frame) as string | Undecided;
    const port = values[2]?.(frame) as number | Undecided;
    const sameProtocol: Eval<Kleene> = isUndecided(protocol)
      ? () => protocol
      : textIs(rule, 'protocol', (text) => protocolName(text) === protocolName(protocol));
    const inside = (name: 'fromPort' | 'toPort'): Eval<Kleene> =>
      isUndecided(port)
        ? () => port
        : portTest(rule, name, (limit) => (name === 'fromPort' ? limit <= port : port <= limit));
    return or([everyProtocol(rule), and([sameProtocol, inside('fromPort'), inside('toPort')])])(frame);
  };
};

/** From 0 or from 1: nothing listens on port 0. */
export const coversAllPorts: Make = ({ facts }: Arguments) => {
  return (frame): Kleene => {
    const rule = ruleOf(frame, facts);
    const hasPorts = textIs(
      rule,
      'protocol',
      (text) => protocolName(text) === 'tcp' || protocolName(text) === 'udp',
    );
    const fromFirst = portTest(rule, 'fromPort', (port) => port <= 1);
    const toLast = portTest(rule, 'toPort', (port) => port >= 65_535);
    return or([everyProtocol(rule), and([hasPorts, fromFirst, toLast])])(frame);
  };
};

function ruleOf(frame: Frame, facts: readonly Eval<Fact>[]): Fact {
  const [rule] = facts as readonly [Eval<Fact>];
  return rule(frame);
}
