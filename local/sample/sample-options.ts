import { Problem } from '../../functions/contract/problem.ts';
import { addDays } from '../../functions/measures/periods.ts';
import { FIRST_DAY } from './report-line.ts';

export interface SampleOptions {
  /** Whole number; another seed is another epidemic in the same places. */
  readonly seed?: number;
  /** `YYYY-MM-DD`, from 2020-01-22 on, when the real reports begin. */
  readonly firstDate?: string;
  /** Number of files. */
  readonly days?: number;
}

export const MAX_SAMPLE_DAYS = 3_000;

/** Both changes of layout, 22 March and 29 May 2020, lie within the default's 120 days. */
const DEFAULTS: Required<SampleOptions> = { seed: 2020, firstDate: '2020-02-15', days: 120 };

/** Fills in the defaults; throws a {@link Problem} with code `bad-parameter` for what no sample can be made of. */
export function normalizeSampleOptions(options: SampleOptions): Required<SampleOptions> {
  const { seed = DEFAULTS.seed, firstDate = DEFAULTS.firstDate, days = DEFAULTS.days } = options;
  if (!Number.isSafeInteger(seed)) throw new Problem('bad-parameter', `seed must be a whole number; found ${seed}`);
  if (!Number.isInteger(days) || days < 1 || days > MAX_SAMPLE_DAYS) {
    throw new Problem('bad-parameter', `days must be a whole number from 1 to ${MAX_SAMPLE_DAYS}; found ${days}`);
  }
  const real = /^\d{4}-\d\d-\d\d$/.test(firstDate) && isOnCalendar(firstDate);
  if (!real || firstDate < FIRST_DAY || firstDate > '2023-12-31') {
    throw new Problem('bad-parameter', `firstDate must be a day from ${FIRST_DAY} to 2023-12-31; found "${firstDate}"`);
  }
  return { seed, firstDate, days };
}

function isOnCalendar(date: string): boolean {
  return !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && addDays(date, 0) === date;
}
