import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Workshop, workshop } from '../build/workshop.ts';
import { REPORTS } from './real-site.ts';

/** The last days of the real reports, and what is done to them. */
export interface June extends Workshop {
  /** The text of a real report. */
  report(day: number): Promise<string>;
  /** Uploads a text as the report of a day of June 2020. */
  upload(day: number, text: string): Promise<void>;
}

const LOOKUP = 'UID_ISO_FIPS_LookUp_Table.csv';

/** A data set of the real lookup table and the real reports of these days of June 2020. */
export async function june(folder: string, days: readonly number[]): Promise<June> {
  const report = (day: number) => readFile(join(folder, REPORTS, nameOf(day)), 'utf8');
  const reports = await Promise.all(days.map(async day => [nameOf(day), await report(day)] as const));
  const shop = await workshop({
    ...Object.fromEntries(reports),
    [LOOKUP]: await readFile(join(folder, LOOKUP), 'utf8'),
  });
  return { ...shop, report, upload: (day, text) => shop.put(nameOf(day), text) };
}

export function nameOf(day: number): string {
  return `06-${String(day).padStart(2, '0')}-2020.csv`;
}

/** A report with the counts of some rows changed; rows without a quoted line break only, as JHU's are. */
export function changed(
  text: string,
  change: (cells: Readonly<Record<string, string>>) => Readonly<Record<string, number>> | null,
): string {
  const [head = '', ...lines] = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  const headings = head.split(',');
  const rows = lines.map(line => {
    const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)?.map(cell => cell.replace(/,$/, '')) ?? [];
    const named = Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? '']));
    for (const [heading, value] of Object.entries(change(named) ?? {}))
      cells[headings.indexOf(heading)] = String(value);
    return cells.slice(0, headings.length).join(',');
  });
  return `${[head, ...rows].join('\n')}\n`;
}
