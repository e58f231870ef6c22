import { UserError } from '../../model/user-error.ts';

const show = 'terraform show -json > state.json, where the stack is initialised (terraform init)';

/** What is no state, in words, with what to type instead. */
export function refuse(at: string, message: string, hint = `Write the state by: ${show}`): UserError {
  return new UserError([{ at, message, hint }]);
}

/** Whatever does not even look like JSON. */
export function refuseText(bytes: Uint8Array, text: string, file: string): UserError | undefined {
  const start = text.trimStart();
  if (start === '') return refuse(file, 'the file is empty: did the step before it fail?');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const hint = `For the state before it: terraform show -json FILE > plan.json; for the state of today: ${show}`;
    return refuse(file, 'this is a binary plan', hint);
  }
  if (/^\{[^\n]*"@level"/.test(start)) return refuse(file, 'this is a log of Terraform, not a state');
  if (!start.startsWith('{')) return refuse(file, 'this is not JSON');
  return undefined;
}

/** JSON that is something else, by its top-level keys. */
export function refuseKeys(keys: ReadonlySet<string>, version: unknown, file: string): UserError | undefined {
  const has = (...wanted: readonly string[]) => wanted.every((key) => keys.has(key));
  if (has('version', 'lineage') || has('version', 'serial')) {
    return refuse(file, 'this is the raw state, whose form is Terraform’s own and changes with it');
  }
  if (has('encrypted_data')) {
    return refuse(
      file,
      'this state is encrypted by OpenTofu',
      'Where the key is configured: tofu show -json',
    );
  }
  if (!has('format_version') && !has('plan_format_version')) {
    return refuse(file, 'this is JSON, but not a Terraform state');
  }
  const major = /^(\d+)(?:\.|$)/.exec(String(version ?? '1'))?.[1];
  if (major !== undefined && Number(major) > 1) {
    const message = `its format_version is ${String(version)}; this version reads 0.x and 1.x`;
    return refuse(file, message, 'Look for a newer caja-policy.');
  }
  return undefined;
}
