import type { Table } from '../../functions/contract/csv.ts';
import { SCENARIO_NAMES } from './result-words.ts';
import type { Pair } from './run-pair.ts';
import type { Mode } from './sandbox-state.ts';

/** A row per day, with the people in each group of both scenarios, to a hundredth of a person. */
export function courseTable(mode: Mode, { runs, days }: Pair): Table {
  const groups = runs.flatMap(({ course }) => [course.susceptible, course.infected, course.removed]);
  const columns = SCENARIO_NAMES[mode].flatMap(name =>
    ['susceptible', 'infected', 'removed'].map(group => `${name.toLowerCase()} ${group}`),
  );
  const rows = Array.from({ length: days + 1 }, (_, day) => [
    day,
    ...groups.map(counts => Math.round((counts[day] ?? 0) * 100) / 100),
  ]);
  return { columns: ['day', ...columns], rows };
}
