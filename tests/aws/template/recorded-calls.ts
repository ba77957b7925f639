import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { vi } from 'vitest';
import { refusalOf } from '../../../functions/store/s3-failure.ts';
import type { Store } from '../../../functions/store/store.ts';

/** The permission a call needs: an IAM action on an object or bucket. */
export interface Call {
  readonly action: string;
  readonly resource: string;
}

/** The calls of all S3 clients of this process while `run` runs. */
export async function callsDuring(run: () => Promise<unknown>): Promise<readonly Call[]> {
  const calls: Call[] = [];
  const send = S3Client.prototype.send;
  const spy = vi.spyOn(S3Client.prototype, 'send').mockImplementation(async function (
    this: S3Client,
    command: unknown,
  ) {
    try {
      const result = await Reflect.apply(send, this, [command]);
      calls.push(...callsOf(command, false));
      return result;
    } catch (error) {
      calls.push(...callsOf(command, refusalOf(error).code === 'NoSuchKey'));
      throw error;
    }
  });
  try {
    await run();
  } finally {
    spy.mockRestore();
  }
  return calls;
}

/** A store that records its calls, for tests without S3. */
export function recording(store: Store, bucket: string, calls: Call[]): Store {
  return {
    async get(key) {
      const found = await store.get(key);
      calls.push(...read(bucket, key, found === undefined));
      return found;
    },
    put(key, bytes, condition) {
      calls.push(...written(bucket, key, condition !== undefined && 'ifMatch' in condition));
      return store.put(key, bytes, condition);
    },
    list(...asked) {
      calls.push(listed(bucket));
      return store.list(...asked);
    },
    delete(key) {
      calls.push({ action: 's3:DeleteObject', resource: objectArn(bucket, key) });
      return store.delete(key);
    },
  };
}

function callsOf(command: unknown, missing: boolean): readonly Call[] {
  if (command instanceof GetObjectCommand) return read(command.input.Bucket, command.input.Key, missing);
  if (command instanceof PutObjectCommand) return put(command.input);
  if (command instanceof ListObjectsV2Command) return [listed(command.input.Bucket)];
  throw new Error('an S3 call was made whose permission is not known here');
}

function put({ Bucket, Key, IfMatch }: PutObjectCommandInput): readonly Call[] {
  return written(Bucket, Key, IfMatch !== undefined);
}

/** Without permission to list, a missing object is access denied instead of not found. */
function read(bucket: string | undefined, key: string | undefined, missing: boolean): readonly Call[] {
  const call = { action: 's3:GetObject', resource: objectArn(bucket, key) };
  return missing ? [call, listed(bucket)] : [call];
}

/** S3 requires read access for a conditional write. */
function written(bucket: string | undefined, key: string | undefined, ifMatch: boolean): readonly Call[] {
  const call = { action: 's3:PutObject', resource: objectArn(bucket, key) };
  return ifMatch ? [call, ...read(bucket, key, false)] : [call];
}

function listed(bucket: string | undefined): Call {
  return { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` };
}

function objectArn(bucket: string | undefined, key: string | undefined): string {
  return `arn:aws:s3:::${bucket}/${key}`;
}
