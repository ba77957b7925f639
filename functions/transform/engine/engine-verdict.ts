/** Errors that say nothing of what was asked for: the engine ran out of memory, of disk, or was stopped. */
const FAULTS = /^(Out of Memory|IO|Internal|Fatal|Interrupt|Connection|Serialization|TransactionContext) Error/i;

const MAX_LENGTH = 500;

/**
 * What DuckDB has against a file or a statement, in one line; undefined where it failed by itself, so that a short night
 * of a machine is never held against an upload. Names no path of this machine.
 */
export function engineVerdict(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const [line = ''] = cause.message.replace(/^Failed to extract statements: /, '').split('\n');
  if (!/^[A-Z][\w ]* Error: /.test(line) || FAULTS.test(line)) return undefined;
  return line.replaceAll(JOB_PATH, 'the file').slice(0, MAX_LENGTH);
}

/** A verdict as a person reads it, in the middle of a sentence: without the engine's word for its kind of error. */
export function verdictWords(verdict: string): string {
  const words = verdict.replace(/^([A-Z][\w ]* Error: )+/, '').replace(/[.!]+$/, '');
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** A path in the folder of a job, with the quotes around it. */
const JOB_PATH = /(["'])[^"']*\bseecovid-job-[^"']*\1|\S*\bseecovid-job-[^\s,;:)]*/g;
