/** The folder of the bundle that a module is part of; undefined where the program runs from its source. */
export function bundleFolder(module: string): URL | undefined {
  const [folder] = /^.*\/dist\/(?=(chunks\/)?[^/]+\.js$)/.exec(module) ?? [];
  return folder === undefined ? undefined : new URL(folder);
}
