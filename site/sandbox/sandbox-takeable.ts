import type { TabContext } from '../shell/tab.ts';
import type { Takeable } from '../take/takeable.ts';
import { stateSearch } from './address.ts';
import { courseTable } from './course-table.ts';
import { headlineOf } from './result-words.ts';
import type { Pair } from './run-pair.ts';
import type { SandboxState } from './sandbox-state.ts';

interface Current {
  readonly state: SandboxState;
  readonly pair: Pair;
}

/** What a visitor can take along of the sandbox as it stands. */
export function sandboxTakeable(context: TabContext, current: () => Current): Takeable {
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
      const { sandboxPicture } = await import('./sandbox-picture.ts');
      const { state, pair } = current();
      return sandboxPicture({
        mode: state.mode,
        pair,
        title: title(),
        credit: `See COVID, ${address()}`,
        page: context.element,
      });
    },
  };
}
