import { writeFile } from 'node:fs/promises';
import { readOptions } from './options.ts';
import { animation } from './parts/animation.ts';
import { burst } from './parts/burst.ts';
import { cost } from './parts/cost.ts';
import { firstUpload } from './parts/first-upload.ts';
import { frames } from './parts/frames.ts';
import { growth } from './parts/growth.ts';
import { oneMoreDay } from './parts/one-more-day.ts';
import { paint } from './parts/paint.ts';
import { query } from './parts/query.ts';
import { sandbox } from './parts/sandbox.ts';
import { site } from './parts/site.ts';
import { start } from './parts/start.ts';
import { table } from './parts/table.ts';
import { threeYears } from './parts/three-years.ts';
import { tidy } from './parts/tidy.ts';
import { transform } from './parts/transform.ts';
import { formatTable, jsonReport, type Section } from './report/format-table.ts';
import { describeMachine, thisMachine } from './report/machine.ts';
import { verdictOf } from './report/row.ts';
import { createWorkbench, type Part } from './workbench/workbench.ts';

const PARTS: readonly Part[] = [
  transform,
  oneMoreDay,
  tidy,
  threeYears,
  firstUpload,
  burst,
  growth,
  frames,
  query,
  table,
  start,
  site,
  paint,
  animation,
  sandbox,
  cost,
];
const QUICK_PARTS: readonly Part[] = [transform, oneMoreDay];

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`bench: ${messageOf(error)}`);
  return 1;
});

/** Returns the exit code: 1 if a part failed or, with `--strict`, a figure is over its budget. */
async function main(args: readonly string[]): Promise<number> {
  const names = (parts: readonly Part[]) => parts.map(({ name }) => name);
  const options = readOptions(args, names(PARTS), names(QUICK_PARTS));
  const bench = await createWorkbench(options);
  const machine = thisMachine();
  console.log(`${describeMachine(machine)}\n${bench.data}\n`);
  const sections: Section[] = [];
  const failures: string[] = [];
  for (const part of PARTS.filter(({ name }) => options.parts.includes(name))) {
    try {
      sections.push({ part: part.name, rows: await part.measure(bench) });
    } catch (error) {
      failures.push(`${part.name} failed: ${messageOf(error)}`);
    }
  }
  console.log(formatTable(sections));
  for (const failure of failures) console.error(failure);
  if (options.json !== null) {
    const report = jsonReport(machine, bench.data, sections);
    await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  const over = sections.some(({ rows }) => rows.some(row => verdictOf(row) === 'over'));
  return failures.length > 0 || (options.strict && over) ? 1 : 0;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
