import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf } from '../../functions/checks/format.ts';
import { parseSeriesAnswer } from '../../functions/contract/answers.ts';
import type { Maybe } from '../../functions/contract/changes.ts';
import { pointerKey, receiptKey } from '../../functions/contract/keys.ts';
import { parsePointer } from '../../functions/contract/pointer.ts';
import { parseReceipt, type Receipt } from '../../functions/contract/receipt.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { LOOKUP_NAME } from '../build/lookup-table.ts';
import { readPublished } from '../build/read-site.ts';
import { ended, startCliIn } from '../cli/run-cli.ts';
import { describeReal } from '../real/describe-real.ts';
import { END, START } from './later-places.ts';
import { RECOVERIES_UNTIL } from './later-report.ts';
import type { PlantedFault } from './planted-fault.ts';
import { type Held, heldIn, sentencesOn } from './read-held.ts';
import { type Archive, writeArchive } from './write-archive.ts';

const MAX_BYTES = 1024 ** 3;
const MAX_SECONDS = 300;
const SHOWN = 20;
const WRITE_USAGE = pathToFileURL(join(import.meta.dirname, '../../bench/workbench/write-usage.ts')).href;

describeReal('the whole archive, to March 2023, with faults in it', folder => {
  let work = '';
  let archive: Archive = { dates: [], faults: [] };
  let ran: Awaited<ReturnType<typeof transform>> = { code: 0, out: '', err: '', seconds: 0, peakBytes: 0 };
  let receipt: Receipt | undefined;
  let held: readonly Held[] = [];

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'seecovid-archive-'));
    const started = performance.now();
    const middle = join(folder, '../../cases/recovered-stops/covid');
    archive = await writeArchive(join(work, 'uploads/covid'), {
      real: folder,
      middle: join(middle, '05-08-2021.csv'),
      lookupTable: join(middle, LOOKUP_NAME),
    });
    console.log(`written in ${secondsSince(started)} s`);
    ran = await transform(work);
    console.log(`built in ${ran.seconds.toFixed(1)} s, ${Math.round(ran.peakBytes / 1024 ** 2)} MiB\n${ran.out}`);
    const out = join(work, 'out');
    const read = async (key: string) => JSON.parse(await readPublished(out, key));
    const raw = await read(receiptKey('covid', parsePointer(await read(pointerKey('covid')), '').attempt.receipt));
    receipt = parseReceipt(raw, '');
    held = heldIn(raw);
  });
  afterAll(() => rm(work, { recursive: true, force: true }));

  test('ends with 3, within its time and memory', () => {
    expect(ran.code, ran.err).toBe(3);
    expect(ran.seconds).toBeLessThan(MAX_SECONDS);
    expect(ran.peakBytes).toBeLessThan(MAX_BYTES);
  });

  test('every file is live except the faulty ones, which have a reason', () => {
    const out = new Map(
      inputs().flatMap(({ key, state, reason }) => (state === 'quarantined' ? [[fileOf(key), reason ?? '']] : [])),
    );
    const planted = faultsOf('file-out').map(({ date, uploads }) => uploads.get(date)?.name ?? '');
    const others = [...out].filter(([name]) => !planted.includes(name)).map(([name, reason]) => `${name}: ${reason}`);
    expect(others.slice(0, SHOWN), `${others.length} files`).toEqual([]);
    expect(planted.filter(name => (out.get(name) ?? '') === '')).toEqual([]);
    const used = inputs().filter(({ state, date }) => state === 'used' && date !== null);
    expect(used).toHaveLength(archive.dates.length - planted.length);
  });

  test('in the simulated days only faulty places are held back', () => {
    const placed = [...faultsOf('right-or-held'), ...faultsOf('cell-unknown')];
    const own = new Set(placed.map(({ place, date }) => `${place?.region} ${date}`));
    const others = held.filter(({ date, region }) => date > START && !own.has(`${region} ${date}`));
    expect(others.map(({ region, date, detail }) => `${region} ${date}: ${detail}`)).toEqual([]);
  });

  test('a faulty place is right, or held back and reported', async () => {
    const wrong: string[] = [];
    for (const fault of [...faultsOf('right-or-held'), ...faultsOf('cell-unknown')]) {
      const { place, date, sentence } = fault;
      for (const measure of place?.measures ?? []) {
        if (measure === 'recovered' || place === null) continue;
        const [before, on, after] = await series(place.region, measure, date);
        const isRight = on != null && on >= (before ?? 0) && on <= (after ?? 0);
        if (isRight || (on === null && isReported(fault))) continue;
        wrong.push(`${sentence}: on ${date} ${place.region} has ${before}, ${on}, ${after} ${measure}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('unknown names are listed', () => {
    const listed = receipt?.unmatched.map(({ place }) => place) ?? [];
    for (const { unknown } of archive.faults) {
      if (unknown !== undefined)
        expect(
          listed.some(place => place.includes(unknown)),
          unknown,
        ).toBe(true);
    }
  });

  test('recovered and active are missing once upstream leaves recoveries blank', async () => {
    for (const region of ['ITA', 'USA', 'BRA']) {
      for (const measure of ['recovered', 'active']) {
        const [, last, first] = await series(region, measure, RECOVERIES_UNTIL);
        expect(first, `${region} ${measure}`).toBeNull();
        if (region !== 'USA') expect(last, `${region} ${measure}`).not.toBeNull();
      }
    }
  });

  test('every other day has a value, up to the last one', async () => {
    const gone = new Set(faultsOf('file-out').map(({ date }) => date));
    for (const region of ['ITA', 'USA', '17031', 'CA-ON', '36061']) {
      const { dates, values } = await ask(region, 'confirmed', '2020-04-01', END);
      const empty = dates.filter(
        (date, index) => values[index] === null && !gone.has(date) && !isAtFault(region, date),
      );
      expect(empty, region).toEqual([]);
      // The real days before have corrections.
      const known = values.filter((value, index) => value !== null && (dates[index] ?? '') >= '2020-07-01');
      expect(
        known.every((value, index) => (value ?? 0) >= (known[index - 1] ?? 0)),
        region,
      ).toBe(true);
    }
  });

  function inputs() {
    return receipt?.inputs ?? [];
  }

  function faultsOf(must: PlantedFault['must']): PlantedFault[] {
    return archive.faults.filter(fault => fault.must === must);
  }

  function isReported({ must, place, date, uploads }: PlantedFault): boolean {
    if (held.some(one => one.region === place?.region && one.date === date)) return true;
    const sentences = receipt === undefined ? [] : sentencesOn(receipt, uploads.get(date)?.name ?? '');
    return must === 'cell-unknown' && sentences.some(sentence => sentence.includes(place?.is ?? ''));
  }

  function isAtFault(region: string, date: string): boolean {
    return archive.faults.some(fault => fault.date === date && fault.place?.region === region);
  }

  /** The values of the day before, the day and the day after. */
  async function series(region: string, measure: string, date: string): Promise<readonly Maybe[]> {
    const { dates, values } = await ask(region, measure, '2020-01-22', END);
    const at = dates.indexOf(date);
    return [-1, 0, 1].map(day => (at < 0 ? null : (values[at + day] ?? null)));
  }

  async function ask(region: string, measure: string, from: string, to: string) {
    const api = createQueryApp({ store: new DiskStore({ root: join(work, 'out') }) });
    const query = `regions=${region}&measures=${measure}&change=total&from=${from}&to=${to}`;
    const response = await api.fetch(new Request(`https://example.org/api/v1/datasets/covid/series?${query}`));
    const { periods: dates, series } = parseSeriesAnswer(await response.json(), query);
    return { dates: dates ?? [], values: series[0]?.values ?? [] };
  }
});

/** Runs the command line in a child process and measures it. */
async function transform(work: string) {
  const usage = join(work, 'usage.json');
  const env = { NODE_OPTIONS: `--import=${WRITE_USAGE}`, SEECOVID_USAGE_FILE: usage };
  const started = performance.now();
  const child = startCliIn({ env }, 'transform', '--uploads', join(work, 'uploads'), '--out', join(work, 'out'));
  const { code, out, err } = await ended(child);
  const seconds = secondsSince(started);
  const { peakBytes }: { peakBytes: number } = JSON.parse(await readFile(usage, 'utf8'));
  return { code, out, err, seconds, peakBytes };
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}
