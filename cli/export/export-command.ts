import { resolve } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import type { Command } from '../command.ts';
import { plural } from '../describe-result.ts';
import { resolveTarget, TARGET_OPTIONS } from '../target/target.ts';
import { exportSite } from './export-site.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'Writes the whole site as plain files, for any host of static files.',
  operands: ['DIR'],
  options: { ...TARGET_OPTIONS, help: { summary: 'show this help' } },
  notes: [
    'DIR must be empty, or hold an earlier export, which is brought up to date. The files belong at the root of a host.',
    'An exported site has no API: its pages answer from their files.',
  ],
  async run(args) {
    const [folder] = args.positionals;
    if (folder === undefined) throw new Problem('bad-parameter', 'name a folder, as in "seecovid export public"');
    const { site } = await resolveTarget(args);
    await buildSite();
    const { datasets, files, written, removed, large } = await exportSite(site, resolve(folder), SITE_DIST);
    const changes = [`${written} new or changed`, ...(removed === 0 ? [] : [`${removed} removed`])].join(', ');
    console.log(`Exported ${plural(datasets.length, 'data set')} to ${folder}: ${plural(files, 'file')} (${changes}).`);
    for (const table of large) console.log(`  ${table} is too large to be searched there; its rows can be downloaded.`);
    return 0;
  },
};
