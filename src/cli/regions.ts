import { UserError } from '../model/user-error.ts';

/** `--regions` as it was typed: a list, or every region that is on. */
export function regionsOf(words: string | undefined): readonly string[] | 'all' | undefined {
  if (words === undefined || words === 'all') return words;
  const regions = words.split(',').map((region) => region.trim());
  const wrong = regions.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
  if (wrong === undefined) return [...new Set(regions)];
  const message = `\`${wrong}\` does not look like a region`;
  throw new UserError([
    { at: '--regions', message, hint: 'Write --regions eu-west-1,us-east-1 or --regions all.' },
  ]);
}
