import { element } from '../../controls/element.ts';
import { sliderField } from '../../controls/fields.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { D_RANGE, R_RANGE, roundR } from './changes.ts';
import { formatR, formatRates, resultText } from './format.ts';
import { SCENARIO_NAMES, type ShownScenario } from './model.ts';
import type { Rates } from './sir.ts';

export interface ScenarioControls {
  readonly root: HTMLElement;
  readonly set: (first: Rates, second: Rates) => void;
}

/** Two sliders for each of two scenarios. `done` tells a slider that was let go from one that is on its way. */
export function scenarioControls(onMove: (place: 0 | 1, rates: Rates, done: boolean) => void): ScenarioControls {
  const first = scenario(0, (rates, done) => onMove(0, rates, done));
  const second = scenario(1, (rates, done) => onMove(1, rates, done));
  return {
    root: element('div', { className: 'sandbox-scenarios' }, first.root, second.root),
    set: (firstRates, secondRates) => {
      first.set(firstRates);
      second.set(secondRates);
    },
  };
}

function scenario(place: 0 | 1, onMove: (rates: Rates, done: boolean) => void) {
  let current: Rates = { d: 1, r: 0 };
  const number = place + 1;
  const days = sliderField({
    id: `sandbox-d${number}`,
    label: 'Days infectious, d',
    range: D_RANGE,
    words: d => `${formatCount(d)} ${d === 1 ? 'day' : 'days'}`,
    onMove: (d, done) => onMove({ ...current, d }, done),
  });
  const infections = sliderField({
    id: `sandbox-r${number}`,
    label: 'People infected by each, r',
    range: R_RANGE,
    words: formatR,
    onMove: (r, done) => onMove({ ...current, r: roundR(r) }, done),
  });
  const root = element(
    'fieldset',
    { className: 'sandbox-scenario' },
    element(
      'legend',
      {},
      element('span', { className: `sandbox-sample sandbox-scenario-${number}` }),
      SCENARIO_NAMES.two[place],
    ),
    days.field,
    infections.field,
  );
  const set = (rates: Rates) => {
    current = rates;
    days.set(rates.d);
    infections.set(rates.r);
  };
  return { root, set };
}

interface ResultCards {
  readonly root: HTMLElement;
  readonly set: (scenarios: readonly ShownScenario[]) => void;
}

/** What each scenario comes to, side by side. */
export function resultCards(): ResultCards {
  const cards = [card(0), card(1)] as const;
  return {
    root: element('div', { className: 'stack sandbox-results' }, ...cards.map(({ root }) => root)),
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
  const rates = element('span', { className: 'note' });
  const sample = element('span', { className: `sandbox-sample sandbox-scenario-${place + 1}` });
  const words = element('p');
  const root = element('div', { className: 'sandbox-result' }, element('p', {}, sample, name, ' ', rates), words);
  const set = (scenario: ShownScenario) => {
    name.textContent = scenario.name;
    rates.textContent = formatRates(scenario.run.changes);
    words.textContent = resultText(scenario.run);
  };
  return { root, place, set };
}
