import { getSystemErrorMap } from 'node:util';
import { Problem } from '../functions/contract/problem.ts';
import { adviceOf } from './target/advice-of.ts';

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
