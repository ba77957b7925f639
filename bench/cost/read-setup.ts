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

/** The default setup of `serverless.yml`: without an e-mail address, and so without alarms. */
export async function readSetup(): Promise<Setup> {
  // Silent, because the parser does not know CloudFormation tags such as !Ref, which are not needed here.
  const yaml: unknown = parse(await readFile(join(ROOT, 'serverless.yml'), 'utf8'), { logLevel: 'silent' });
  const { functions } = parseService(yaml, 'serverless.yml');
  return {
    queryMemoryMb: functions.query.memorySize,
    transformMemoryMb: functions.transform.memorySize,
    transformDiskMb: functions.transform.ephemeralStorageSize,
    alarms: 0,
  };
}
