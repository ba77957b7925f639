import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { is } from 'valibot';
import { describe, expect, test } from 'vitest';
import { checkFolder } from '../../cli/check/check-folder.ts';
import { describeCheck } from '../../cli/check/describe-check.ts';
import { describeResult } from '../../cli/describe-result.ts';
import { build } from '../../functions/build/build.ts';
import { periodUnit } from '../../functions/contract/period.ts';
import { dateOrderOf, parsePeriod } from '../../functions/ingest/parse-period.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { findDatasets } from '../../local/find-datasets.ts';
import { localTools } from '../../local/local-tools.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'publish-your-own-data.md');
const TEXT = await readFile(PAGE, 'utf8');
const SECTIONS = TEXT.split(/^(?=## |### (?!\d))/m).map(text => ({ text, blocks: blocksOf(text) }));

interface Block {
  /** The path in the line above it. */
  readonly file: string | null;
  readonly language: string;
  readonly content: string;
}

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^(?:`([\w./-]+)`\n)?```(\w*)\n([\s\S]*?)^```/gm)].map(
    ([, file = null, language = '', content = '']) => ({ file, language, content }),
  );
}

test('every YAML, CSV and SQL block of the page is a file, and every request is made of such files', () => {
  const loose = SECTIONS.flatMap(({ blocks }) => blocks).filter(({ file, language }) => {
    return file === null && /^(yaml|csv|sql)$/.test(language);
  });
  expect(loose).toEqual([]);
  const idle = SECTIONS.filter(({ blocks }) => blocks.every(({ file }) => file === null));
  expect(idle.flatMap(({ text }) => [...text.matchAll(/^GET .*|^```text/gm)])).toEqual([]);
});

test('the cells in the table of units are read as its last column says', () => {
  const rows = [...TEXT.matchAll(/^\| `(\w+)` \| (.*`.*) \| (.*) \|$/gm)].filter(([, unit]) => is(periodUnit, unit));
  const cells = rows.flatMap(([, unit = '', cells = '', published = '']) =>
    [...cells.matchAll(/`([^`]+)`/g)].map(([, cell = '']) => ({ unit, cell, published })),
  );
  expect(cells.length).toBeGreaterThan(10);
  for (const { unit, cell, published } of cells) {
    const order = dateOrderOf([cell]);
    const read = parsePeriod(cell, order === 'day first' || order === 'month first' ? order : 'iso');
    expect(read?.unit, cell).toBe(unit);
    if (published.startsWith('`')) expect(`\`${read?.text}\``).toBe(published);
  }
});

const BUILT = SECTIONS.filter(({ blocks }) => blocks.some(({ file }) => file !== null));

describe.each(BUILT.map(({ text, blocks }) => [text.slice(0, text.indexOf('\n')), blocks] as const))(
  '%s',
  (_, blocks) => {
    test('its files become what it says', async () => {
      const folder = await temporaryFolder();
      for (const { file, content } of blocks) {
        if (file === null) continue;
        const path = join(folder, 'uploads', file);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, content);
      }
      const out = join(folder, 'out');
      const tools = await localTools({ uploads: join(folder, 'uploads'), out, log() {}, progress() {} });
      const { datasets } = await findDatasets(tools.uploads);
      const said: string[] = [];
      for (const dataset of datasets) said.push(describeResult(await build(dataset, tools)));
      const messages = blocks.filter(({ language }) => language === 'text').flatMap(({ content }) => linesOf(content));
      if (messages.length === 0) {
        expect(said.join('\n')).not.toMatch(/quarantined|rejected|unknown place|Nothing is published|warning/);
      } else {
        const checked = await checkFolder(join(folder, 'uploads'), { log() {}, progress() {} });
        expect(checked.datasets.map(describeCheck).flatMap(linesOf)).toEqual(expect.arrayContaining(messages));
      }
      const api = createQueryApp({ store: tools.site });
      for (const [index, { content }] of blocks.entries()) {
        const { request } = /^GET (?<request>\S+)$/m.exec(content)?.groups ?? {};
        if (request === undefined) continue;
        const answer = await api.fetch(new Request(`http://host${request}`));
        const { language: next, content: promised } = blocks[index + 1] ?? {};
        expect(next).toBe('json');
        expect(await answer.json(), request).toMatchObject(JSON.parse(promised ?? ''));
      }
    });
  },
);

function linesOf(text: string): string[] {
  return text.trimEnd().split('\n');
}
