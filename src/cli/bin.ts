#!/usr/bin/env node
import { tool } from './version.ts';

// Nothing heavy may be imported before this line: `--version` must start as fast as Node itself.
if (process.argv.length === 3 && process.argv[2] === '--version') {
  process.stdout.write(`${tool.version}\n`);
} else {
  const { runProcess } = await import('./process.ts');
  await runProcess();
}
