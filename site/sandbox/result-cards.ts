import { element } from '../controls/element.ts';
import { ratesWords, resultWords, SCENARIO_NAMES } from './result-words.ts';
import type { Run } from './run-pair.ts';
import type { Mode } from './sandbox-state.ts';

export interface ResultCards {
  readonly root: HTMLElement;
  readonly set: (mode: Mode, runs: readonly [Run, Run]) => void;
}

/** What each of the two scenarios comes to, side by side. */
export function resultCards(): ResultCards {
  const cards = [card(1), card(2)] as const;
  return {
    root: element('div', { className: 'sandbox-results' }, ...cards.map(({ root }) => root)),
    set: (mode, runs) => {
      cards.forEach(({ set }, index) => {
        const run = runs[index === 0 ? 0 : 1];
        set(SCENARIO_NAMES[mode][index === 0 ? 0 : 1], run);
      });
    },
  };
}

function card(number: 1 | 2) {
  const name = element('strong');
  const rates = element('span', { className: 'sandbox-result-rates' });
  const sample = element('span', { className: `sandbox-sample sandbox-scenario-${number}` });
  const words = element('p');
  const root = element('div', { className: 'sandbox-result' }, element('p', {}, sample, name, ' ', rates), words);
  const set = (title: string, run: Run) => {
    name.textContent = title;
    rates.textContent = ratesWords(run.changes);
    words.textContent = resultWords(run);
  };
  return { root, set };
}
