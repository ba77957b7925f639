import { getSystemErrorMap } from 'node:util';
import { Problem } from '../functions/contract/problem.ts';
import { refusalOf } from '../functions/store/s3-failure.ts';

/** What went wrong, for a person: one sentence where it was foreseen, all that is known where it was not. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Problem && error.code !== 'internal') return error.message + adviceOf(error);
  return systemSentence(error) ?? error.stack ?? error.message;
}

/** `/data/out: permission denied`, of an error of the operating system's. */
function systemSentence(error: Error): string | undefined {
  if (!('errno' in error && 'syscall' in error && typeof error.errno === 'number')) return undefined;
  const [, words] = getSystemErrorMap().get(error.errno) ?? [];
  if (words === undefined) return undefined;
  return 'path' in error ? `${String(error.path)}: ${words}` : `${String(error.syscall)}: ${words}`;
}

const SIGN_IN = 'sign in ("aws login" or "aws sso login"), or name a profile in AWS_PROFILE';
const ONLINE = 'is this machine online?';
const STAGE_FILE = 'the file of the stage in .seecovid says which; deploying writes it anew';

const ADVICE: Readonly<Record<string, string>> = {
  CredentialsProviderError: SIGN_IN,
  ExpiredToken: SIGN_IN,
  InvalidAccessKeyId: SIGN_IN,
  SignatureDoesNotMatch: SIGN_IN,
  AccessDenied:
    'is it the right account ("aws sts get-caller-identity")? Who publishes must be allowed s3:ListBucket, ' +
    's3:GetObject and s3:PutObject in the buckets of the stack',
  NoSuchBucket: STAGE_FILE,
  PermanentRedirect: STAGE_FILE,
  RequestTimeTooSkewed: 'set it, and run this again',
  TimeoutError: ONLINE,
  ENOTFOUND: ONLINE,
  EAI_AGAIN: ONLINE,
  ECONNREFUSED: ONLINE,
};

/** What the person at the keyboard can do about a store that failed, as the end of its sentence; else nothing. */
export function adviceOf({ code, cause }: Problem): string {
  const advice = code === 'store-failed' ? ADVICE[refusalOf(cause).code] : undefined;
  return advice === undefined ? '' : `; ${advice}`;
}
