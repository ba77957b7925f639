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

/** What was measured when `docs/cost.md` was written. */
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

This page is computed by \`npm run docs\` from measured quantities and AWS's list prices; a test holds it to them.
\`npm run cost\` measures anew. The same dashboard once cost $250 a month on Heroku, then $10 on Elastic Beanstalk.

| A month with | ${MONTHS.map(({ visits }) => (visits === 0 ? 'nobody' : `${amount(visits)} visits`)).join(' | ')} |
|---|${MONTHS.map(() => '---:').join('|')}|
${row('with what every account has free for good', totals(free))}
${row('without any of it', totals(full))}

There is nothing to switch off: without visitors and uploads only storage and the waiting of the queue remain.

## What is assumed
Every assumption makes it dearer than it will be:
- The data are those of three years of daily reports (${amount(stored.days)} files), and with visitors comes an upload a day.
- A visit is that of a new visitor with an empty cache, who opens the county map, plays all three years, then opens the curves:
  ${visit.pageRequests} files of the page, ${visit.dataRequests} of data and ${visit.apiRequests} ${visit.apiRequests === 1 ? 'call' : 'calls'} of the API, ${bytesWords(visit.bytes)} together.
- Nothing is cached at the edge: every request is also a read from S3.
- Every call of the API starts a new function and finds nothing in its memory: ${visit.apiSeconds.toFixed(2)} s and ${visit.apiReads} reads a visit, as
  measured on a whole processor, here billed with the share of one that ${amount(setup.queryMemoryMb)} MB buy.
- An upload is ${upload.processorSeconds.toFixed(1)} s of a processor, ${amount(upload.reads)} reads and ${amount(upload.writes)} writes, and leaves ${bytesWords(upload.addedBytes)} for good; its function starts
  from cold each time. Nothing that is published is ever removed.
- Prices are those of us-east-1, and of the CDN in North America and Europe. A year's or a credit's free offers are not counted.

## Line by line
With what every account has free each month:

| | ${MONTHS.map(({ visits }) => (visits === 0 ? 'nobody' : amount(visits))).join(' | ')} | Price |
|---|${MONTHS.map(() => '---:').join('|')}|---|
${(free[0] ?? []).map(({ billed }, line) => lineRow(billed, free, line)).join('\n')}
${row('**in all**', [...totals(free), ''])}

Without:

| | ${MONTHS.map(({ visits }) => (visits === 0 ? 'nobody' : amount(visits))).join(' | ')} |
|---|${MONTHS.map(() => '---:').join('|')}|
${(full[0] ?? []).map(({ billed }, line) => row(PRICES[billed].what, cellsOf(full, line))).join('\n')}
${row('**in all**', totals(full))}

Alarms exist where they are sent to an e-mail; an account has ten of them free, more are $0.10 each. An own domain's name and zone are not in it (Route 53: $0.50 a zone). The certificate is free.
`;
}

function lineRow(billed: keyof typeof PRICES, bills: readonly BillLine[][], line: number): string {
  const { what, dollars, per, unit, freeEachMonth, source } = PRICES[billed];
  const each = per === 1 ? `1 ${unit.replace(/s$/, '')}` : `${amount(per)} ${unit}`;
  const free = freeEachMonth === 0 ? '' : `, ${amount(freeEachMonth)} free`;
  return `| ${what} | ${cellsOf(bills, line).join(' | ')} | [$${dollars} for ${each}](${source})${free} |`;
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

function bytesWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

async function measure(): Promise<Usage> {
  const chromium = findChromium();
  if (chromium === null) throw new Error('a visit cannot be measured without a Chromium; CHROMIUM_PATH names one');
  const usage = await measureUsage(await createScratch(), chromium);
  await writeFile(MEASURED, `${JSON.stringify(usage, null, 2)}\n`);
  return usage;
}

if (process.argv[1] === import.meta.filename) {
  const usage = process.argv.includes('--measure') ? await measure() : await readMeasured();
  await writeFile(join(import.meta.dirname, 'cost.md'), costDocument(usage, await readSetup()));
}
