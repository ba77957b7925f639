import type { Table } from '../../functions/contract/csv.ts';
import type { Pair } from './run-pair.ts';
import type { Mode } from './sandbox-state.ts';
import { shownScenarios } from './shown-scenarios.ts';

/** A row per day, with the people in each group of the scenarios shown, to a hundredth of a person. */
export function courseTable(mode: Mode, { runs, days }: Pair): Table {
  const scenarios = shownScenarios(mode, runs);
  const groups = scenarios.flatMap(({ run: { course } }) => [course.susceptible, course.infected, course.removed]);
  const columns = scenarios.flatMap(({ name }) =>
    ['susceptible', 'infected', 'removed'].map(group => `${name.toLowerCase()} ${group}`),
  );
  const rows = Array.from({ length: days + 1 }, (_, day) => [
    day,
    ...groups.map(counts => Math.round((counts[day] ?? 0) * 100) / 100),
  ]);
  return { columns: ['day', ...columns], rows };
}
