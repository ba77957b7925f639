import { join } from 'node:path';
import { finite, list, object, parserOf } from '../../functions/contract/schema.ts';
import { MIB, type Row } from '../report/row.ts';
import { ROWS, writeCsv, writeTable } from '../table/write-table.ts';
import { runMeasured } from '../workbench/run-process.ts';
import { runTransform, type TransformRun } from '../workbench/run-transform.ts';
import type { Part } from '../workbench/workbench.ts';

const ASK = join(import.meta.dirname, '..', 'table', 'ask-table.ts');
const RUNS = 3;
const TURNS = 20;

const FILTER = 'where=region:in:north|east&where=price%201:gt:5000';

const QUESTIONS: Readonly<Record<string, string>> = {
  'first page': 'rows?limit=100',
  'filter and sort': `rows?${FILTER}&sort=-price%200,name&limit=100`,
  'sort all rows': 'rows?sort=-price%200&limit=100',
  'page 5,000 of the sorted': 'rows?sort=-price%200&limit=100&offset=500000',
  'search within text': 'rows?where=street:contains:block%2039&limit=100',
  'facet of 20 values': `facets?column=category&${FILTER}`,
  'facet of 50,000 values': `facets?column=name&${FILTER}`,
  histogram: `facets?column=price%202&${FILTER}`,
  'summary by month and region': 'summary?by=day:month&by=region&measure=price%203&agg=mean',
  'summary of medians': 'summary?by=category&measure=price%203&agg=median',
  'sample of 5,000 points': 'rows?columns=price%200,price%201&sample=5000',
};

const parseTimes = parserOf(object({ first: finite, warm: list(finite) }));

/** A million rows of 20 columns, from a bare file to live; then each question cold and warm, and the memory of it all. */
export const table: Part = {
  name: 'table',
  async measure({ scratch, quick }) {
    const live: TransformRun[] = [];
    for (let run = 1; run <= (quick ? 1 : RUNS); run += 1) {
      scratch.log(`a CSV file to a live table, ${run} of ${quick ? 1 : RUNS}`);
      const [uploads, published] = await Promise.all([scratch.folder(), scratch.folder()]);
      await writeCsv(join(uploads, 'bench.csv'));
      live.push(await runTransform(uploads, published));
      await Promise.all([uploads, published].map(scratch.remove));
    }
    scratch.log('writing a table');
    const out = await scratch.folder();
    await writeTable(out);
    const runs: (ReturnType<typeof parseTimes> & { readonly peakBytes: number })[] = [];
    for (let run = 1; run <= (quick ? 1 : RUNS); run += 1) {
      scratch.log(`questions to a table, ${run} of ${quick ? 1 : RUNS}`);
      const args = [ASK, out, String(quick ? 5 : TURNS), ...Object.values(QUESTIONS)];
      const { stdout, peakBytes } = await runMeasured(args, join(out, 'usage.json'));
      runs.push({ ...parseTimes(JSON.parse(stdout), 'ask-table'), peakBytes });
    }
    const note = `${ROWS.toLocaleString('en')} rows, 20 columns`;
    const warm = Object.keys(QUESTIONS).map((label, index): Row => {
      const samples = runs.map(run => run.warm[index] ?? Number.NaN);
      return { label: `warm, ${label}: p95`, samples, unit: 'ms', budget: 300 };
    });
    return [
      {
        label: 'one CSV file to a live table',
        samples: live.map(({ seconds }) => seconds),
        unit: 's',
        budget: 15,
        note,
      },
      { label: 'its peak memory', samples: live.map(({ peakBytes }) => peakBytes), unit: 'MiB', budget: 1024 * MIB },
      { label: 'copy, open and first page', samples: runs.map(({ first }) => first), unit: 'ms', budget: null },
      ...warm,
      { label: 'peak memory', samples: runs.map(({ peakBytes }) => peakBytes), unit: 'MiB', budget: 1024 * MIB },
    ];
  },
};
