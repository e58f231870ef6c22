import { openInterruption } from './interruption.ts';
import type { Io } from './io.ts';
import { main } from './main.ts';

/** Runs the program on the real process. The only place that knows it. */
export async function runProcess(): Promise<void> {
  // `caja-policy … | head` closes the pipe early; that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2), processIo());
}

function processIo(): Io {
  const interruption = openInterruption();
  return {
    stdout: {
      write: (text) => interruption.begun() || process.stdout.write(text),
      isTerminal: process.stdout.isTTY === true,
      columns: process.stdout.columns,
    },
    stderr: {
      write: (text) => interruption.begun() || process.stderr.write(text),
      isTerminal: process.stderr.isTTY === true,
      columns: process.stderr.columns,
    },
    readStdin,
    environment: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    onInterrupt: interruption.onInterrupt,
    onceInterrupted,
  };
}

function onceInterrupted(tell: () => void): () => void {
  const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;
  const stop = () => {
    for (const signal of signals) process.off(signal, heard);
  };
  const heard = () => {
    stop();
    tell();
  };
  for (const signal of signals) process.on(signal, heard);
  return stop;
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
