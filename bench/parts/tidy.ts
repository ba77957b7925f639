import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '../../functions/measures/periods.ts';
import { readRegionLists } from '../../functions/measures/region-lists.ts';
import { seededRandom } from '../../local/sample/seeded-random.ts';
import { MIB, type Row } from '../report/row.ts';
import { readLiveSnapshot } from '../workbench/live-snapshot.ts';
import { publishedFiles, snapshotBytes, writtenBytes } from '../workbench/published-files.ts';
import { runTransform, type TransformRun } from '../workbench/run-transform.ts';
import type { Part } from '../workbench/workbench.ts';

const RUNS = 3;
const ROWS = 1_000_000;
const PLACES = 3000;
const FIRST_DATE = '2020-03-01';
const SEED = 17;
const DATASET = 'cases';

const DESCRIPTOR = `title: Cases
time: { column: date }
region: { column: fips, map: us-counties }
measures:
  cases: { kind: cumulative, decimals: 0 }
  deaths: { kind: cumulative, decimals: 0 }
`;

/** One file of a million rows, counties by days, without SQL: from nothing, and with one more day at its end. */
export const tidy: Part = {
  name: 'tidy',
  async measure({ scratch, quick }) {
    const whole: TransformRun[] = [];
    const grown: TransformRun[] = [];
    const shares: number[] = [];
    const runs = quick ? 1 : RUNS;
    for (let run = 1; run <= runs; run++) {
      scratch.log(`tidy file, ${run} of ${runs}`);
      const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
      await mkdir(join(uploads, DATASET));
      await writeFile(join(uploads, DATASET, 'dataset.yaml'), DESCRIPTOR);
      const file = join(uploads, DATASET, 'cases.csv');
      await writeFile(file, 'date,fips,cases,deaths\n');
      const day = dayWriter();
      for (let index = 0; index < Math.ceil(ROWS / PLACES); index++) await appendFile(file, day());
      whole.push(await runTransform(uploads, out));
      const before = await publishedFiles(out);
      await appendFile(file, day());
      grown.push(await runTransform(uploads, out));
      const after = await publishedFiles(out);
      shares.push(writtenBytes(before, after) / snapshotBytes(await readLiveSnapshot(out, DATASET), after));
      await Promise.all([uploads, out].map(scratch.remove));
    }
    return rows({ whole, grown, shares });
  },
};

interface Measured {
  readonly whole: readonly TransformRun[];
  readonly grown: readonly TransformRun[];
  readonly shares: readonly number[];
}

function rows({ whole, grown, shares }: Measured): Row[] {
  const note = `${ROWS.toLocaleString('en')} rows, ${PLACES.toLocaleString('en')} counties a day`;
  return [
    { label: 'one file to a live series', samples: whole.map(({ seconds }) => seconds), unit: 's', budget: 10, note },
    { label: 'peak memory', samples: whole.map(({ peakBytes }) => peakBytes), unit: 'MiB', budget: 1024 * MIB },
    { label: 'the file with one more day', samples: grown.map(({ seconds }) => seconds), unit: 's', budget: null },
    { label: 'share of the bytes written', samples: shares, unit: 'share', budget: 0.5 },
  ];
}

/** Gives the rows of one day after another: totals that grow at random. */
function dayWriter(): () => string {
  const random = seededRandom(SEED);
  const [map = []] = [...readRegionLists().values()].filter(regions => regions.length >= PLACES);
  const places = map.slice(0, PLACES).map(({ id }) => ({ id, cases: 0, deaths: 0 }));
  let date = addDays(FIRST_DATE, -1);
  return () => {
    date = addDays(date, 1);
    return places
      .map(place => {
        place.cases += Math.floor(-Math.log(1 - random()) * 5);
        if (random() < 0.1) place.deaths += 1;
        return `${date},${place.id},${place.cases},${place.deaths}\n`;
      })
      .join('');
  };
}
