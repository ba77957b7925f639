// @module-tag exhaustive
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Dataset } from '../../functions/contract/dataset.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { readDataset } from '../../functions/describe/read-dataset.ts';
import { reportCsv } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { FUZZ_CASES, FUZZ_LIMIT_MS, FUZZ_SEED } from './fuzz-options.ts';
import { diceOf } from './fuzzed-csv.ts';
import { type DescriptorFiles, spoiltDescriptor } from './spoilt-descriptor.ts';

const FOLDER = join(import.meta.dirname, '../../datasets/covid');
const read = (name: string) => readFile(join(FOLDER, name), 'utf8');
const COVID: DescriptorFiles = {
  'dataset.yaml': await read('dataset.yaml'),
  'regions.sql': await read('regions.sql'),
  'clean.sql': await read('clean.sql'),
  'about.md': await read('about.md'),
  'sandbox.md': await read('sandbox.md'),
};

/** So many of the cases are built as well. */
const BUILT_SHARE = 0.08;
const MOST_MS = 30_000;

const REPORT = reportCsv([
  { country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 },
  { country: 'US', province: 'New York', county: 'Albany', fips: '36001', confirmed: 10, deaths: 1, recovered: 0 },
]);

async function descriptorOf(files: DescriptorFiles): Promise<Dataset | Problem> {
  const beside = async (name: string) => new Map(Object.entries(files)).get(name);
  try {
    return (await readDataset('covid', beside, () => async () => undefined)).dataset;
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'bad-descriptor') return cause;
    throw new Error(`no problem of the descriptor: ${JSON.stringify(files['dataset.yaml'])}`, { cause });
  }
}

test(
  `each of ${FUZZ_CASES} spoilt descriptors is read whole or refused with a sentence`,
  async () => {
    const dice = diceOf(seededRandom(FUZZ_SEED));
    let good = 0;
    for (let done = 0; done < FUZZ_CASES; done += 1) {
      const started = performance.now();
      const descriptor = await descriptorOf(spoiltDescriptor(COVID, dice));
      expect(performance.now() - started).toBeLessThan(5_000);
      if (descriptor instanceof Problem) expect(descriptor.message).toMatch(/^covid\/dataset\.yaml/);
      else good += 1;
    }
    expect(good).toBeGreaterThan(FUZZ_CASES * 0.1);
    expect(good).toBeLessThan(FUZZ_CASES * 0.9);
  },
  FUZZ_LIMIT_MS,
);

test(
  'what is built by a spoilt descriptor is refused with a sentence, or right',
  async () => {
    const dice = diceOf(seededRandom(FUZZ_SEED + 1));
    const { build, put, out } = await workshop({ '06-29-2020.csv': REPORT, '06-30-2020.csv': REPORT });
    await build();
    let published = 0;
    for (let left = FUZZ_CASES * BUILT_SHARE; left > 0; left -= 1) {
      const files = spoiltDescriptor(COVID, dice);
      // Those that are not even read need no build.
      if ((await descriptorOf(files)) instanceof Problem) continue;
      for (const [name, text] of Object.entries(files)) await put(name, text);
      const started = performance.now();
      const { receipt, livePointer, snapshot, figures } = await build().catch((cause: unknown) => {
        throw new Error(`the build failed: ${JSON.stringify(files)}`, { cause });
      });
      expect(performance.now() - started).toBeLessThan(MOST_MS);
      const told = JSON.stringify(receipt);
      expect(told).not.toContain(out);
      expect(told).not.toMatch(/seecovid-job|root:/);
      if (receipt.outcome === 'refused') {
        expect(receipt.summary).toMatch(/^Nothing is published: .{10,}\.$/s);
        continue;
      }
      published += 1;
      expect(livePointer.snapshot).not.toBeNull();
      // What is told of a measure that is still the same one is still the same.
      const ids = snapshot?.measures.map(({ id }) => id) ?? [];
      if (
        ids.includes('confirmed') &&
        snapshot?.maps.some(({ id }) => id === 'world') &&
        snapshot.lastDate === '2020-06-30'
      ) {
        expect(JSON.stringify([figures.total('confirmed', 'ITA', '2020-06-30'), files]), JSON.stringify(files)).toMatch(
          /^\[(100|null),/,
        );
      }
    }
    expect(published).toBeGreaterThan(0);
  },
  FUZZ_LIMIT_MS,
);
