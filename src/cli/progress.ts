import type { Io } from './io.ts';

/** One line on the terminal that is written over; nothing where standard error is a file or a log. */
export interface Progress {
  readonly show: (line: string) => void;
  readonly clear: () => void;
}

const eraseLine = '\r\u001b[2K';
const silent: Progress = { show: () => undefined, clear: () => undefined };

export function openProgress(io: Io, quiet: boolean): Progress {
  // CI systems may lend a terminal, and keep every line of it. They all set CI.
  if (quiet || !io.stderr.isTerminal || (io.environment.CI ?? '') !== '') return silent;
  const width = (io.stderr.columns ?? 80) - 1;
  let shown = false;
  return {
    show: (line) => {
      shown = true;
      io.stderr.write(`${eraseLine}${line.slice(0, width)}`);
    },
    clear: () => {
      if (shown) io.stderr.write(eraseLine);
      shown = false;
    },
  };
}
