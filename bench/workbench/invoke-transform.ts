import { parseArgs } from 'node:util';
import { build } from '../../functions/build/build.ts';
import { createHandler } from '../../functions/build/handle-messages.ts';
import { localTools } from '../../local/local-tools.ts';

/** Run as a process: invokes the transform function with folders, and prints how many messages failed. */
const MEMORY_MB = 2048;
/** Node's share, as in the function itself. */
const NODE_MB = 512;
const BUCKET = 'uploads';

const { values } = parseArgs({
  options: {
    uploads: { type: 'string' },
    out: { type: 'string' },
    seconds: { type: 'string' },
    slowdown: { type: 'string' },
  },
});
const { uploads = '', out = '', seconds = '300', slowdown = '1' } = values;
const log = (event: string, fields: object) => console.error(JSON.stringify({ event, ...fields }));
const tools = await localTools({ uploads, out, log, progress() {} });
const limits = { memoryMb: MEMORY_MB - NODE_MB };
const handler = createHandler({
  uploads: BUCKET,
  renameSite: async () => undefined,
  build: (dataset, leftMs) => build(dataset, { ...tools, limits, leftMs }),
  log,
});
const record = { eventSource: 'aws:s3', s3: { bucket: { name: BUCKET }, object: { key: 'covid/any.csv' } } };
const message = {
  messageId: 'm0',
  receiptHandle: '',
  body: JSON.stringify({ Records: [record] }),
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: '', ApproximateFirstReceiveTimestamp: '0' },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
};
const started = performance.now();
const getRemainingTimeInMillis = () => Number(seconds) * 1000 - (performance.now() - started) * Number(slowdown);
const { batchItemFailures } = await handler({ Records: [message] }, { getRemainingTimeInMillis });
console.log(JSON.stringify({ failed: batchItemFailures.length, leftMs: Math.round(getRemainingTimeInMillis()) }));
