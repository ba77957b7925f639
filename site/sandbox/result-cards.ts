import { element } from '../controls/element.ts';
import { ratesWords, resultWords } from './result-words.ts';
import type { ShownScenario } from './shown-scenarios.ts';

export interface ResultCards {
  readonly root: HTMLElement;
  readonly set: (scenarios: readonly ShownScenario[]) => void;
}

/** What each scenario comes to, side by side. */
export function resultCards(): ResultCards {
  const cards = [card(0), card(1)] as const;
  return {
    root: element('div', { className: 'sandbox-results' }, ...cards.map(({ root }) => root)),
    set: scenarios => {
      for (const { root, place, set } of cards) {
        const scenario = scenarios.find(shown => shown.place === place);
        root.hidden = scenario === undefined;
        if (scenario !== undefined) set(scenario);
      }
    },
  };
}

function card(place: 0 | 1) {
  const name = element('strong');
  const rates = element('span', { className: 'sandbox-result-rates' });
  const sample = element('span', { className: `sandbox-sample sandbox-scenario-${place + 1}` });
  const words = element('p');
  const root = element('div', { className: 'sandbox-result' }, element('p', {}, sample, name, ' ', rates), words);
  const set = (scenario: ShownScenario) => {
    name.textContent = scenario.name;
    rates.textContent = ratesWords(scenario.run.changes);
    words.textContent = resultWords(scenario.run);
  };
  return { root, place, set };
}
