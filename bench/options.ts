import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** The names of the chosen parts, in the order of the table. */
  readonly parts: readonly string[];
  readonly quick: boolean;
  /** Whether a figure over its budget is a failure. */
  readonly strict: boolean;
  /** A file for the rows as JSON. */
  readonly json: string | null;
}

/** @param known the names of all parts @param quickParts those that `--quick` runs if none is chosen */
export function readOptions(
  args: readonly string[],
  known: readonly string[],
  quickParts: readonly string[],
): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean' }, strict: { type: 'boolean' }, json: { type: 'string' } },
    allowPositionals: true,
  });
  const unknown = positionals.find(name => !known.includes(name));
  if (unknown !== undefined) throw new Error(`there is no part "${unknown}"; known are ${known.join(', ')}`);
  const quick = values.quick === true;
  const standard = quick ? quickParts : known;
  return {
    parts: positionals.length === 0 ? standard : known.filter(name => positionals.includes(name)),
    quick,
    strict: values.strict === true,
    json: values.json ?? null,
  };
}
