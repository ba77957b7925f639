import { Problem } from '../functions/contract/problem.ts';
import { adviceOf } from './target/advice-of.ts';

/** What went wrong, for a person: one sentence where it was foreseen, all that is known where it was not. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Problem && error.code !== 'internal') return error.message + adviceOf(error);
  return 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    ? error.message
    : (error.stack ?? error.message);
}
