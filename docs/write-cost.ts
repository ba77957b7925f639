import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BillLine, bill, type Setup, type Traffic, totalOf } from '../bench/cost/bill.ts';
import { measureUsage } from '../bench/cost/measure-usage.ts';
import { PRICES } from '../bench/cost/prices.ts';
import { readSetup } from '../bench/cost/read-setup.ts';
import { parseUsage, type Usage } from '../bench/cost/usage.ts';
import { createScratch } from '../bench/workbench/scratch.ts';
import { findChromium } from '../tests/site/with-browser.ts';

const MEASURED = join(import.meta.dirname, '..', 'bench', 'cost', 'measured.json');
const UPLOADS = 30;
const MONTHS: readonly Traffic[] = [0, 1000, 10_000, 1_000_000].map(visits => ({
  visits,
  uploads: visits === 0 ? 0 : UPLOADS,
}));

/** The measured usage behind `docs/cost.md`. */
export async function readMeasured(): Promise<Usage> {
  return parseUsage(JSON.parse(await readFile(MEASURED, 'utf8')), 'measured.json');
}

/** `docs/cost.md`, computed from measured quantities and list prices. */
export function costDocument(usage: Usage, setup: Setup): string {
  const { visit, upload, stored } = usage;
  const free = MONTHS.map(traffic => bill(usage, traffic, setup, true));
  const full = MONTHS.map(traffic => bill(usage, traffic, setup, false));
  const row = (name: string, cells: readonly string[]) => `| ${name} | ${cells.join(' | ')} |`;
  const totals = (bills: readonly BillLine[][]) => bills.map(lines => `**${money(totalOf(lines))}**`);
  return `# What it costs

\`npm run docs\` computes this page from measured usage and AWS's list prices, and a test checks it. \`npm run cost\`
measures again. The same dashboard once cost $250 a month on Heroku, then $10 on Elastic Beanstalk.

| A month with | ${MONTHS.map(({ visits }) => (visits === 0 ? 'nobody' : `${amount(visits)} visits`)).join(' | ')} |
|---|${MONTHS.map(() => '---:').join('|')}|
${row('with the free tier that never expires', totals(free))}
${row('without it', totals(full))}

There is nothing to turn off: without visitors and uploads, only storage and polling the queue remain.

## What is assumed
Every assumption makes it more expensive than it will be:
- There are three years of daily reports (${amount(stored.days)} files), and one upload a day as soon as there are visitors.
- Every visitor is new, with an empty cache, opens the county map, plays all three years, then opens the line charts:
  ${visit.pageRequests} page files, ${visit.dataRequests} data files and ${visit.apiRequests} API ${visit.apiRequests === 1 ? 'call' : 'calls'}, ${formatBytes(visit.bytes)} in total.
- Nothing is cached at the edge: every request also reads from S3.
- Every API call starts a new function with nothing in memory: ${visit.apiSeconds.toFixed(2)} s and ${visit.apiReads} reads per visit, measured on a
  whole CPU and billed for the share of one that ${amount(setup.queryMemoryMb)} MB buys.
- An upload takes ${upload.cpuSeconds.toFixed(1)} s of CPU time, ${amount(upload.reads)} reads and ${amount(upload.writes)} writes, and adds ${formatBytes(upload.addedBytes)} for good, with a cold start each
  time. Nothing published is ever deleted.
- Prices are those of us-east-1, and of the CDN in North America and Europe. First-year offers and credits do not count.

## Line by line
With the monthly free tier that never expires:

| | ${MONTHS.map(({ visits }) => (visits === 0 ? 'nobody' : amount(visits))).join(' | ')} | Price |
|---|${MONTHS.map(() => '---:').join('|')}|---|
${(free[0] ?? []).map(({ billed }, line) => lineRow(billed, free, line)).join('\n')}
${row('**total**', [...totals(free), ''])}

Without it:

| | ${MONTHS.map(({ visits }) => (visits === 0 ? 'nobody' : amount(visits))).join(' | ')} |
|---|${MONTHS.map(() => '---:').join('|')}|
${(full[0] ?? []).map(({ billed }, line) => row(PRICES[billed].name, cellsOf(full, line))).join('\n')}
${row('**total**', totals(full))}

Alarms exist only if there is an e-mail address for them; ten per account are free, more cost $0.10 each. The name and
zone of a custom domain are not included (Route 53: $0.50 per zone). The certificate is free.
`;
}

function lineRow(billed: keyof typeof PRICES, bills: readonly BillLine[][], line: number): string {
  const { name, dollars, per, unit, freeEachMonth, source } = PRICES[billed];
  const each = per === 1 ? `1 ${unit.replace(/s$/, '')}` : `${amount(per)} ${unit}`;
  const free = freeEachMonth === 0 ? '' : `, ${amount(freeEachMonth)} free`;
  return `| ${name} | ${cellsOf(bills, line).join(' | ')} | [$${dollars} for ${each}](${source})${free} |`;
}

function cellsOf(bills: readonly BillLine[][], line: number): string[] {
  return bills.map(lines => money(lines[line]?.dollars ?? 0));
}

function money(dollars: number): string {
  if (dollars === 0) return '0';
  return dollars < 0.005
    ? 'under $0.01'
    : `$${dollars.toLocaleString('en', { maximumFractionDigits: 2, minimumFractionDigits: 2 })}`;
}

function amount(value: number): string {
  return value.toLocaleString('en');
}

function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

async function measure(): Promise<Usage> {
  const chromium = findChromium();
  if (chromium === null) throw new Error('measuring a visit needs Chromium; set CHROMIUM_PATH');
  const usage = await measureUsage(await createScratch(), chromium);
  await writeFile(MEASURED, `${JSON.stringify(usage, null, 2)}\n`);
  return usage;
}

if (process.argv[1] === import.meta.filename) {
  const usage = process.argv.includes('--measure') ? await measure() : await readMeasured();
  await writeFile(join(import.meta.dirname, 'cost.md'), costDocument(usage, await readSetup()));
}
