/** Errors that say nothing of what was asked for: the engine ran out of memory, of disk, or was stopped. */
const FAULTS =
  /^(Out of Memory|IO|Internal|INTERNAL|FATAL|Interrupt|Connection|Serialization|TransactionContext) Error/;

/**
 * What DuckDB has against a file or a statement, in one line; undefined where it failed by itself, so that a short night
 * of a machine is never held against an upload.
 */
export function engineVerdict(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const [line = ''] = cause.message.replace(/^Failed to extract statements: /, '').split('\n');
  return /^[A-Z][\w ]* Error: /.test(line) && !FAULTS.test(line) ? line : undefined;
}
