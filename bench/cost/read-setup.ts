import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { count, type Parser, shape } from '../../functions/contract/expect.ts';
import type { Setup } from './bill.ts';

const ROOT = join(import.meta.dirname, '..', '..');

interface Transform {
  readonly memorySize: number;
  readonly ephemeralStorageSize: number;
}

interface Functions {
  readonly query: { readonly memorySize: number };
  readonly transform: Transform;
}

const parseService: Parser<{ readonly functions: Functions }> = shape({
  functions: shape<Functions>({
    query: shape<{ readonly memorySize: number }>({ memorySize: count }),
    transform: shape<Transform>({ memorySize: count, ephemeralStorageSize: count }),
  }),
});

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
