import { D_RANGE, R_RANGE, roundR, T_RANGE } from './changes.ts';

interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A number of days as a slider has it; null for any other text. */
export const parseD = (text: string): number | null => parseWithin(text.trim(), D_RANGE);

/** A day that a change may come on; null for any other text. */
export const parseT = (text: string): number | null => parseWithin(text.trim(), T_RANGE);

/** A number r as a slider has it; null for any other text. */
export function parseR(text: string): number | null {
  const r = parseWithin(text.trim(), R_RANGE);
  return r === null || Math.abs(roundR(r) - r) > 1e-9 ? null : roundR(r);
}

function parseWithin(text: string, { min, max, step }: NumberRange): number | null {
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(text)) return null;
  const value = Number(text);
  return value < min || value > max || (step === 1 && !Number.isInteger(value)) ? null : value;
}
