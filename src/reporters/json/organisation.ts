import type { OrganisationReporter } from '../organisation-reporter.ts';
import { innerChunks } from './chunks.ts';
import { lazily } from './index.ts';
import { ordered } from './ordered.ts';
import { organisationSchema } from './organisation-schema.ts';

const name = 'report';
const indent = '    ';

/** One document over all accounts: the sums, the accounts, and under `reports` the report of each, as if read alone. */
export const organisationJson: OrganisationReporter = {
  pieces: (report) => [{ name, chunks: innerChunks(lazily(report), 2, indent) }],
  files: (organisation) => {
    const head = JSON.stringify(ordered(organisation, organisationSchema), null, 2).replace(/\n\}$/, '');
    const reports = organisation.accounts.flatMap(({ account }, index) => [
      `${index === 0 ? '' : ','}\n${indent}`,
      { account, name },
    ]);
    const [open, close] = reports.length === 0 ? ['[', ']'] : ['[', '\n  ]'];
    return [[`${head},\n  "reports": ${open}`, ...reports, `${close}\n}\n`]];
  },
};
