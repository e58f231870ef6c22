import { basename, isAbsolute } from 'node:path';
import type { Gap, Inventory } from '../../model/resource.ts';
import { openRepository } from './files.ts';
import { layoutOf, terraformDirectories } from './layout.ts';
import { rootsOf } from './roots.ts';
import { actionUsesOf } from './workflows/action-uses.ts';
import { readWorkflows } from './workflows/all-workflows.ts';
import { pipelineOf } from './workflows/pipeline.ts';

/** What a repository's own files show, with their texts. */
export interface RepositoryReading {
  readonly inventory: Inventory;
  /** The text of a file that was read, from the root. */
  readonly textOf: (file: string) => string | undefined;
}

/** Reads a repository by its root: the layout of its Terraform, its backends and its workflows. `subject` is how people named it. */
export async function readRepository(root: string, subject?: string): Promise<RepositoryReading> {
  const files = await openRepository(root);
  const workflows = await readWorkflows(files);
  const directories = terraformDirectories(files.names, files.links);
  const { resources: roots, source, notes } = await rootsOf(directories, workflows.tasks, files);
  const uses = actionUsesOf(workflows.uses);
  const broken = notes.map(
    (message): Gap => ({ reason: 'unreadable', message: `${message}.`, incomplete: true, kinds: [] }),
  );
  return {
    inventory: {
      source: {
        name: 'repository',
        subject:
          subject === undefined || isAbsolute(subject) || /^[./]*$/.test(subject) ? basename(root) : subject,
        detail: {
          'root modules': String(roots.length),
          workflows: String(workflows.workflows.length),
          actions: String(uses.length),
        },
      },
      resources: [layoutOf(directories), ...roots, pipelineOf(workflows), ...uses],
      gaps: [...files.gaps, ...workflows.gaps, ...broken],
      ledger: [],
    },
    textOf: (file) => files.textOf(file) ?? source.textOf(file),
  };
}
