import { constants } from 'node:os';
import type { Tidy } from './io.ts';

export interface Interruption {
  /** Whether the run is being ended: nothing may be told any more. */
  readonly begun: () => boolean;
  readonly onInterrupt: (tidy: Tidy) => () => void;
}

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** Putting things in order must not take longer than whoever ended the run is ready to wait. */
const patience = 5_000;

/**
 * Puts things in order when the process is told to end, and then ends it by the same signal, as shells expect (130, 143).
 * While there is nothing to put in order, Node's own answer stands: it ends at once. So does a second Ctrl-C.
 */
export function openInterruption(): Interruption {
  const tidies = new Set<Tidy>();
  let begun = false;
  const listen = (how: 'on' | 'off') => {
    for (const signal of signals) process[how](signal, end);
  };
  const end = (signal: NodeJS.Signals) => {
    begun = true;
    listen('off');
    const work = Promise.allSettled([...tidies].map((tidy) => tidy()));
    const late = setTimeout(() => leave(signal), patience);
    void work.then((results) => {
      clearTimeout(late);
      const said = results.map((result) => (result.status === 'fulfilled' ? result.value : undefined));
      const told = said.filter((value) => typeof value === 'string');
      process.stderr.write(['\nInterrupted.', ...new Set(told)].join(' ').concat('\n'));
      leave(signal);
    });
  };
  return {
    begun: () => begun,
    onInterrupt: (tidy) => {
      if (begun) throw new Error('the run is being ended');
      if (tidies.size === 0) listen('on');
      tidies.add(tidy);
      return () => {
        tidies.delete(tidy);
        if (tidies.size === 0) listen('off');
      };
    },
  };
}

/** The first process of a container does not die of a signal that it sends itself. */
function leave(signal: NodeJS.Signals): void {
  setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
  process.kill(process.pid, signal);
}
