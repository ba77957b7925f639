import { createS3Client } from '../store/s3-client.ts';
import { S3Store } from '../store/s3-store.ts';
import { createHandler } from './lambda/create-handler.ts';
import { createQueryApp } from './query-app.ts';

const { SEECOVID_SITE_BUCKET: bucket, SEECOVID_RELEASE: release = '', SEECOVID_SITE_URL: origin = null } = process.env;
if (bucket === undefined) throw new Error('SEECOVID_SITE_BUCKET must name the bucket of what is published');

/** The query API over a bucket. A warm instance keeps the app, and with it what it has read. */
export const handler = createHandler(
  createQueryApp({ store: new S3Store({ client: createS3Client(), bucket }), release, origin }),
);
