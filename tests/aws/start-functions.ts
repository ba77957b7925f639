import { join } from 'node:path';
import { vi } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** New instances of both functions, configured only by their environment, as on Lambda. */
export async function startFunctions(
  endpoint: string,
  { uploads, work, site }: Readonly<Record<'uploads' | 'work' | 'site', string>>,
) {
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1769',
    LAMBDA_TASK_ROOT: ROOT,
    SEECOVID_UPLOADS_BUCKET: uploads,
    SEECOVID_WORK_BUCKET: work,
    SEECOVID_SITE_BUCKET: site,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.resetModules();
  const { handler: transform } = await import('../../functions/build/lambda.ts');
  const { handler: query } = await import('../../functions/query/lambda.ts');
  return { transform, query };
}
