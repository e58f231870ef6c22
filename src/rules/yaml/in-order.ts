import type { Problem } from '../../model/user-error.ts';

/** The problems of one file from top to bottom, as people work through them. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => {
    const [lineA, columnA] = place(a);
    const [lineB, columnB] = place(b);
    return lineA - lineB || columnA - columnB;
  });
}

function place({ at }: Problem): readonly [number, number] {
  const [, line, column] = /:(\d+):(\d+)$/.exec(at) ?? [];
  return [Number(line ?? 0), Number(column ?? 0)];
}
