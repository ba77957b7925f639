import { getSystemErrorMap } from 'node:util';
import { Problem } from '../functions/contract/problem.ts';
import { refusalOf } from '../functions/store/s3-failure.ts';

/** The message of an expected error; the stack of any other. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Problem && error.code !== 'internal') return error.message + hintFor(error);
  return systemMessage(error) ?? error.stack ?? error.message;
}

/** `/data/out: permission denied`, for an error of the operating system. */
function systemMessage(error: Error): string | undefined {
  if (!('errno' in error && 'syscall' in error && typeof error.errno === 'number')) return undefined;
  const [, message] = getSystemErrorMap().get(error.errno) ?? [];
  if (message === undefined) return undefined;
  return 'path' in error ? `${String(error.path)}: ${message}` : `${String(error.syscall)}: ${message}`;
}

const SIGN_IN = 'sign in ("aws login" or "aws sso login"), or name a profile in AWS_PROFILE';
const ONLINE = 'is this machine online?';
const STAGE_FILE = 'its name is in the stage file in .seecovid, which deploying rewrites';

const HINTS: Readonly<Record<string, string>> = {
  CredentialsProviderError: SIGN_IN,
  ExpiredToken: SIGN_IN,
  InvalidAccessKeyId: SIGN_IN,
  SignatureDoesNotMatch: SIGN_IN,
  AccessDenied:
    'is it the right account ("aws sts get-caller-identity")? Publishing needs s3:ListBucket, ' +
    's3:GetObject and s3:PutObject on the buckets of the stack',
  NoSuchBucket: STAGE_FILE,
  PermanentRedirect: STAGE_FILE,
  RequestTimeTooSkewed: 'set it and run this again',
  TimeoutError: ONLINE,
  ENOTFOUND: ONLINE,
  EAI_AGAIN: ONLINE,
  ECONNREFUSED: ONLINE,
};

/** What to do about a store that failed, to append to the message; empty if there is no hint. */
function hintFor({ code, cause }: Problem): string {
  const hint = code === 'store-failed' ? HINTS[refusalOf(cause).code] : undefined;
  return hint === undefined ? '' : `; ${hint}`;
}
