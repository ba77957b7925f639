import { Problem } from '../functions/contract/problem.ts';
import { type GivenOptions, textOption } from './command.ts';

/** A whole number of zero or more; undefined where the option is not given. */
export function numberOption(given: GivenOptions, name: string): number | undefined {
  const value = textOption(given, name);
  if (value === undefined) return undefined;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new Problem('bad-parameter', `--${name} must be a whole number; found "${value}"`);
}
