import { Problem } from '../contract/problem.ts';
import { UnreadableObject } from './unreadable-object.ts';

/** What is known about a failed call to S3. */
export interface S3Refusal {
  /** The error code of S3 (`NoSuchKey`) or of the connection (`TimeoutError`, `ECONNRESET`). */
  readonly code: string;
  /** Undefined if there was no response. */
  readonly status: number | undefined;
  readonly attempts: number;
}

export function refusalOf(error: unknown): S3Refusal {
  const metadata = fieldOf(error, '$metadata');
  const [status, attempts] = [fieldOf(metadata, 'httpStatusCode'), fieldOf(metadata, 'attempts')];
  return {
    code: codeOf(error),
    status: typeof status === 'number' ? status : undefined,
    attempts: typeof attempts === 'number' ? attempts : 1,
  };
}

/** An error of S3 as a Problem that names the object, and neither bucket nor host; an {@link UnreadableObject} if other objects may be readable. */
export function s3Failure(error: unknown, key: string, failed: 'read' | 'written' | 'removed' | 'listed'): Problem {
  if (error instanceof Problem) return error;
  const { code } = refusalOf(error);
  if (failed === 'read') {
    const cause = bareCause(error);
    const own = OBJECT_FAULTS[code];
    if (own !== undefined) return new UnreadableObject(key, own, { cause, code, isItsOwn: true });
    const needsKey = error instanceof Error && /\bkms:/i.test(error.message);
    const reason = needsKey ? 'permission to decrypt it is missing' : 'permission is missing';
    if (code === 'AccessDenied') return new UnreadableObject(key, reason, { cause, code });
  }
  const reason = REASONS[code];
  const message = `"${key}" could not be ${failed}: ${reason ?? 'the bucket refused'} (${code})`;
  return new Problem(BLAMES_INPUT.has(code) ? 'bad-input' : 'store-failed', message, { cause: bareCause(error) });
}

/**
 * An error of the client that is safe to log: name, message and stack. Its other fields contain the request, including
 * session tokens and signatures, which S3 echoes when it rejects a signature.
 */
export function bareCause(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const bare = new Error(error.message);
  bare.name = error.name;
  if (error.stack !== undefined) bare.stack = error.stack;
  return bare;
}

/** Error codes about a single object. */
const OBJECT_FAULTS: Readonly<Record<string, string>> = {
  InvalidObjectState: 'it is archived; restore it, or upload it again',
  'KMS.DisabledException': 'the key that it is encrypted with is disabled',
  'KMS.KMSInvalidStateException': 'the key that it is encrypted with cannot be used',
  'KMS.NotFoundException': 'the key that it is encrypted with does not exist',
};

const REASONS: Readonly<Record<string, string>> = {
  AccessDenied: 'permission is missing',
  NoSuchBucket: 'the bucket does not exist',
  SlowDown: 'the bucket got too many requests at once',
  InternalError: 'the bucket failed',
  TimeoutError: 'the bucket did not answer in time',
  ECONNREFUSED: 'the bucket cannot be reached',
  ENOTFOUND: 'the bucket cannot be reached',
  EAI_AGAIN: 'the bucket cannot be reached',
  CredentialsProviderError: 'there are no credentials',
  ExpiredToken: 'the credentials have expired',
  InvalidAccessKeyId: 'the credentials are not valid',
  SignatureDoesNotMatch: 'the credentials are not valid',
  PermanentRedirect: 'the bucket is in another region',
  RequestTimeTooSkewed: 'the clock here is wrong',
  ECONNRESET: 'the connection broke',
  KeyTooLongError: 'the name is too long',
  EntityTooLarge: 'it is too large for one request',
};

const BLAMES_INPUT: ReadonlySet<string> = new Set(['KeyTooLongError', 'EntityTooLarge']);

function codeOf(error: unknown): string {
  const system = fieldOf(error, 'code');
  if (typeof system === 'string') return system;
  return error instanceof Error ? error.name : 'unknown';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
