import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { createS3Client } from '../../functions/store/s3-client.ts';
import { findMoto, type Moto, startMoto } from './moto.ts';

/** The emulated account of a test. */
export interface EmulatedAws {
  readonly endpoint: string;
  readonly client: S3Client;
  /** A new empty bucket, by its name. */
  bucket(): Promise<string>;
}

/** Tests against a real S3 server; without moto they are skipped, and the title says why. */
export function describeMoto(title: string, tests: (aws: () => EmulatedAws) => void): void {
  const python = findMoto();
  const why = python === null ? ' [skipped: moto is not installed: pip install "moto[s3,server]"]' : '';
  describe.skipIf(python === null)(`${title}${why}`, () => {
    let moto: Moto | undefined;
    let aws: EmulatedAws | undefined;
    beforeAll(async () => {
      moto = await startMoto(python ?? '');
      aws = emulated(moto.endpoint);
    });
    afterAll(async () => {
      aws?.client.destroy();
      await moto?.stop();
      vi.unstubAllEnvs();
    });
    tests(() => {
      if (aws === undefined) throw new Error('moto has not started yet');
      return aws;
    });
  });
}

function emulated(endpoint: string): EmulatedAws {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'nobody');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'nothing');
  const client = createS3Client({ endpoint });
  return {
    endpoint,
    client,
    async bucket() {
      const name = `seecovid-${randomUUID()}`;
      await client.send(new CreateBucketCommand({ Bucket: name }));
      return name;
    },
  };
}
