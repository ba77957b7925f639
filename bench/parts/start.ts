import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { count, finite, object, parserOf } from '../../functions/contract/schema.ts';
import type { Row } from '../report/row.ts';
import { serveEmptyBucket } from '../start/empty-bucket.ts';
import { type PackedVariant, packVariant, VARIANTS } from '../start/variants.ts';
import { runProcess } from '../workbench/run-process.ts';
import type { Part, Workbench } from '../workbench/workbench.ts';

const COLD_START = join(import.meta.dirname, '..', 'start', 'cold-start.ts');
const EVENT = join(import.meta.dirname, '..', '..', 'tests', 'aws', 'events', 'get.json');
const RUNS = 11;
const MAX_BUNDLE_BYTES = 1_200_000;
const MAX_START_MS = 150;

const parseRun = parserOf(
  object({
    startMs: finite,
    answerMs: finite,
    statusCode: count,
  }),
);

type Run = ReturnType<typeof parseRun>;

/** The query function packed in several ways: its size, and how long a new process takes to load it and to answer once. */
export const start: Part = {
  name: 'start',
  async measure({ scratch }: Workbench) {
    scratch.tell('packing the query function');
    const packed: PackedVariant[] = [];
    for (const variant of VARIANTS) packed.push(await packVariant(await scratch.folder(), variant));
    const event = await readFile(EVENT, 'utf8');
    const bucket = await serveEmptyBucket();
    try {
      const runs = new Map<PackedVariant, Run[]>(packed.map(one => [one, []]));
      for (let turn = 1; turn <= RUNS; turn += 1) {
        scratch.tell(`module start, turn ${turn} of ${RUNS}`);
        for (const one of packed) runs.get(one)?.push(await runOnce(one, event, bucket.endpoint));
      }
      return packed.flatMap(one => rowsOf(one, runs.get(one) ?? []));
    } finally {
      bucket.close();
    }
  },
};

async function runOnce({ file, variant }: PackedVariant, event: string, endpoint: string): Promise<Run> {
  const { stdout } = await runProcess(process.execPath, [COLD_START, file, event], {
    NODE_OPTIONS: variant.nodeOptions,
    SEECOVID_SITE_BUCKET: 'empty',
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
  });
  const run = parseRun(JSON.parse(stdout), 'cold-start');
  if (run.statusCode !== 404) throw new Error(`"${variant.name}" answered ${run.statusCode}, not 404`);
  return run;
}

function rowsOf({ variant, bytes }: PackedVariant, runs: readonly Run[]): Row[] {
  const { name, chosen } = variant;
  const budget = (value: number) => (chosen ? value : null);
  return [
    { what: `${name}: size`, samples: [bytes], unit: 'kB', budget: budget(MAX_BUNDLE_BYTES) },
    { what: `${name}: start`, samples: runs.map(({ startMs }) => startMs), unit: 'ms', budget: budget(MAX_START_MS) },
    { what: `${name}: first answer`, samples: runs.map(({ answerMs }) => answerMs), unit: 'ms', budget: null },
  ];
}
