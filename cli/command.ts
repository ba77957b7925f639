import { Problem } from '../functions/contract/problem.ts';

/** One command of `seecovid`. */
export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** Positional arguments, as the usage line shows them. The last may end with `…` and then takes any number. */
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly notes: readonly string[];
  /** Returns the exit code. */
  run(args: ParsedArgs): Promise<number>;
}

export interface CommandOption {
  /** The placeholder of its value; a switch has none. */
  readonly value?: string;
  readonly summary: string;
}

export interface ParsedArgs {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

export function textOption({ values }: ParsedArgs, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** A whole number of zero or more; undefined if the option is absent. */
export function numberOption(args: ParsedArgs, name: string): number | undefined {
  const value = textOption(args, name);
  if (value === undefined) return undefined;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new Problem('bad-parameter', `--${name} must be a whole number; found "${value}"`);
}
