import { known } from '../../model/fact.ts';
import type { FactsOf } from '../../model/kind.ts';
import type { repository } from '../../model/kinds/repository.ts';
import type { Resource } from '../../model/resource.ts';
import { commonFacts, placeAt } from './facts.ts';

/** The repository itself: where its Terraform lies. A directory that only Terragrunt fills holds Terraform too. */
export function layoutOf(directories: readonly string[]): Resource {
  const place = placeAt({ file: '.', line: 1, column: 1 });
  const items = directories.map((directory) => known(directory, place, 'directories'));
  const fields = {
    terraformDirectories: known({ items }, place, 'directories'),
  } satisfies FactsOf<typeof repository>;
  return {
    key: 'repository',
    kind: 'repository',
    type: 'repository',
    label: 'repository',
    action: 'none',
    identities: ['repository'],
    fields: { ...fields, ...commonFacts('repository', 'repository', place) },
  };
}

/** Directories that hold Terraform source, by the names of the files, and under the names that links give them. `.` is the root. */
export function terraformDirectories(
  names: readonly string[],
  links: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  const found = new Set(
    names
      .filter((name) => /(\.(tf|tofu)|\.(tf|tofu)\.json|(^|\/)terragrunt\.hcl)$/.test(name))
      .map(directoryOf),
  );
  const linked = [...links].flatMap(([link, folder]) =>
    [...found]
      .filter((name) => name === folder || name.startsWith(`${folder}/`))
      .map((name) => `${link}${name.slice(folder.length)}`),
  );
  return [...new Set([...found, ...linked])].sort();
}

export function directoryOf(name: string): string {
  const cut = name.lastIndexOf('/');
  return cut < 0 ? '.' : name.slice(0, cut);
}
