import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_SPILL_MB } from '../engine/sql-limits.ts';
import { createHandler } from '../query/lambda/create-handler.ts';
import { createS3Client } from '../store/s3-client.ts';
import { S3Store } from '../store/s3-store.ts';
import { createTablesApp } from './tables-app.ts';

/** Memory for Node itself and the answer, in MB. */
const NODE_MB = 768;
const LEAST_ENGINE_MB = 256;
const BYTES_PER_MB = 1_000_000;

const {
  SEECOVID_SITE_BUCKET: bucket,
  SEECOVID_RELEASE: release = '',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memoryMb,
} = process.env;
if (bucket === undefined) throw new Error('SEECOVID_SITE_BUCKET must name the bucket of what is published');

// A function that ran out of time or memory starts again beside what it left.
const folder = join(tmpdir(), 'seecovid-tables');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const { bsize, blocks } = statfsSync(folder);

/** Rows of tables over a bucket. A warm instance keeps the app, and with it the tables that it has copied. */
export const handler = createHandler(
  createTablesApp({
    store: new S3Store({ client: createS3Client(), bucket }),
    release,
    folder,
    maxBytes: bsize * blocks - MAX_SPILL_MB * BYTES_PER_MB,
    memoryMb: Math.max(LEAST_ENGINE_MB, Number(memoryMb ?? 0) - NODE_MB),
    // An instance answers one request at a time.
    atOnce: 1,
  }),
);
