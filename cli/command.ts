import { Problem } from '../functions/contract/problem.ts';

/** One command of `seecovid`. */
export interface Command {
  readonly name: string;
  /** One line, for the overview. */
  readonly says: string;
  /** What stands without a name, as the usage line shows it; of one that ends with `…` there may be any number. */
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly notes: readonly string[];
  /** Gives the exit code. */
  run(given: GivenOptions): Promise<number>;
}

export interface CommandOption {
  /** What its value is called; a switch has none. */
  readonly value?: string;
  readonly says: string;
}

export interface GivenOptions {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

export function textOption({ values }: GivenOptions, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** A whole number of zero or more; undefined where the option is not given. */
export function numberOption(given: GivenOptions, name: string): number | undefined {
  const value = textOption(given, name);
  if (value === undefined) return undefined;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new Problem('bad-parameter', `--${name} must be a whole number; found "${value}"`);
}
