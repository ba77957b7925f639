import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { count, object, parserOf } from '../../functions/contract/schema.ts';
import type { Setup } from './bill.ts';

const ROOT = join(import.meta.dirname, '..', '..');

const parseService = parserOf(
  object({
    functions: object({
      query: object({ memorySize: count }),
      transform: object({ memorySize: count, ephemeralStorageSize: count }),
    }),
  }),
);

/** The setup that `serverless.yml` deploys unless it is told anything: without an e-mail, and so without alarms. */
export async function readSetup(): Promise<Setup> {
  // Tags as !Ref are CloudFormation's; nothing here needs what they stand for.
  const yaml: unknown = parse(await readFile(join(ROOT, 'serverless.yml'), 'utf8'), { logLevel: 'silent' });
  const { functions } = parseService(yaml, 'serverless.yml');
  return {
    queryMemoryMb: functions.query.memorySize,
    transformMemoryMb: functions.transform.memorySize,
    transformDiskMb: functions.transform.ephemeralStorageSize,
    alarms: 0,
  };
}
