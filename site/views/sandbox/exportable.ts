import type { CsvTable } from '../../../functions/contract/csv.ts';
import { readSite } from '../../data/site.ts';
import type { Exportable } from '../../export/exportable.ts';
import type { TabContext } from '../view.ts';
import { stateSearch } from './address.ts';
import { headlineOf } from './format.ts';
import { type Mode, type Pair, type SandboxState, shownScenarios } from './model.ts';

interface Current {
  readonly state: SandboxState;
  readonly pair: Pair;
}

/** What a visitor can export from the sandbox. */
export function sandboxExportable(context: TabContext, current: () => Current): Exportable {
  const title = () => {
    const { state, pair } = current();
    const { figure, words } = headlineOf(state.mode, pair.runs);
    return `${figure} ${words}`;
  };
  const address = () => {
    const path = context.addressOf('sandbox', stateSearch(current().state));
    return new URL(path, location.href).href;
  };
  return {
    title,
    address,
    fileName: () => `sandbox${stateSearch(current().state).replace(/[^a-z0-9.]+/g, '-')}`,
    table: () => {
      const { state, pair } = current();
      return courseTable(state.mode, pair);
    },
    picture: async () => {
      const { sandboxPicture } = await import('./picture.ts');
      const { state, pair } = current();
      return sandboxPicture({
        mode: state.mode,
        pair,
        title: title(),
        credit: `${(await readSite()).title}, ${address()}`,
        page: context.element,
      });
    },
  };
}

/** A row per day, with the people in each group of the scenarios shown, to a hundredth of a person. */
export function courseTable(mode: Mode, { runs, days }: Pair): CsvTable {
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
