import { absent, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { actionUse } from '../../../model/kinds/action-use.ts';
import type { Resource } from '../../../model/resource.ts';
import { commonFacts, locationAt, placeAt } from '../facts.ts';
import type { ActionUse } from './uses.ts';

/** What a repository's workflows run of other people's code. */
export function actionUsesOf(uses: readonly ActionUse[]): readonly Resource[] {
  const times = new Map<string, number>();
  return uses.map((use) => {
    const { action } = partsOf(use.uses);
    const owner = `${use.file}/${use.path.replace(/\.steps\[.*|\.uses$/, '')}/${action}`;
    const count = (times.get(owner) ?? 0) + 1;
    times.set(owner, count);
    return resourceOf(use, count === 1 ? owner : `${owner}#${count}`);
  });
}

function resourceOf(use: ActionUse, key: string): Resource {
  const place = placeAt(use);
  const { action, owner, reference } = partsOf(use.uses);
  const fields = {
    action: known(action, place, use.path),
    owner: known(owner, place, use.path),
    reference: reference === undefined ? absent(place, use.path) : known(reference, place, use.path),
    pinned: known(isPinned(action, reference), place, use.path),
  } satisfies FactsOf<typeof actionUse>;
  return {
    key,
    kind: 'action-use',
    type: 'uses',
    label: `${action} in ${use.file}`,
    action: 'none',
    identities: [key],
    fields: { ...fields, ...commonFacts('uses', action, place) },
    location: { ...locationAt(use, 'attribute'), path: 'uses' },
  };
}

interface Parts {
  readonly action: string;
  readonly owner: string;
  readonly reference?: string;
}

/** `owner/name/path@reference`; `docker://image:tag@digest`. */
function partsOf(uses: string): Parts {
  const at = uses.indexOf('@');
  const action = at < 0 ? uses : uses.slice(0, at);
  const owner = uses.startsWith('docker://') ? 'docker' : (action.split('/')[0] ?? action);
  return { action, owner, ...(at < 0 ? {} : { reference: uses.slice(at + 1) }) };
}

/** A commit's full SHA, or an image's digest: everything else can be moved. */
function isPinned(action: string, reference: string | undefined): boolean {
  if (reference === undefined) return false;
  return action.startsWith('docker://')
    ? /^sha256:[0-9a-f]{64}$/.test(reference)
    : /^[0-9a-f]{40}$/i.test(reference);
}
