import { fileURLToPath } from 'node:url';

/** The repository's folder, wherever a tool or a test is started from. */
export const repositoryRoot = fileURLToPath(new URL('../', import.meta.url));
