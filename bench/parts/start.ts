import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { count, finite, object, parserOf } from '../../functions/contract/schema.ts';
import type { Row } from '../report/row.ts';
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

/** The query function bundled in several ways: its size, and how long a new process takes to load it and respond. */
export const start: Part = {
  name: 'start',
  async measure({ scratch }: Workbench) {
    scratch.log('bundling the query function');
    const bundles: PackedVariant[] = [];
    for (const variant of VARIANTS) bundles.push(await packVariant(await scratch.folder(), variant));
    const event = await readFile(EVENT, 'utf8');
    const bucket = await serveEmptyBucket();
    try {
      const runs = new Map<PackedVariant, Run[]>(bundles.map(bundle => [bundle, []]));
      for (let turn = 1; turn <= RUNS; turn += 1) {
        scratch.log(`module start, turn ${turn} of ${RUNS}`);
        for (const bundle of bundles) runs.get(bundle)?.push(await runOnce(bundle, event, bucket.endpoint));
      }
      return bundles.flatMap(bundle => rowsOf(bundle, runs.get(bundle) ?? []));
    } finally {
      bucket.close();
    }
  },
};

const NOT_FOUND = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>';

/** An S3 on loopback that answers 404 at once, so that only the client is measured. */
async function serveEmptyBucket() {
  const server = createServer((_, response) => {
    response.writeHead(404, { 'content-type': 'application/xml' }).end(NOT_FOUND);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return { endpoint: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

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
  const { name, deployed } = variant;
  const budget = (value: number) => (deployed ? value : null);
  return [
    { label: `${name}: size`, samples: [bytes], unit: 'kB', budget: budget(MAX_BUNDLE_BYTES) },
    { label: `${name}: start`, samples: runs.map(({ startMs }) => startMs), unit: 'ms', budget: budget(MAX_START_MS) },
    { label: `${name}: first response`, samples: runs.map(({ answerMs }) => answerMs), unit: 'ms', budget: null },
  ];
}
