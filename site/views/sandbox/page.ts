import './sandbox.css';
import { element } from '../../controls/element.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import { speakAtRest } from '../../controls/speak-at-rest.ts';
import type { ParsedText } from '../../format/markdown.ts';
import { article } from './article.ts';
import type { HandleEvents } from './change-handles.ts';
import { changeTable } from './change-table.ts';
import type { Changes } from './changes.ts';
import { sandboxCharts } from './charts.ts';
import { resultCards, scenarioControls } from './controls.ts';
import { headlineOf } from './format.ts';
import { type Mode, type Pair, type SandboxState, shownScenarios } from './model.ts';
import type { Rates } from './sir.ts';

export interface SandboxEvents extends HandleEvents {
  readonly onMode: (mode: Mode) => void;
  readonly onRates: (place: 0 | 1, rates: Rates, done: boolean) => void;
  readonly onChanges: (changes: Changes) => void;
  readonly onUndo: () => void;
}

export interface SandboxScene {
  readonly state: SandboxState;
  readonly pair: Pair;
  /** The last day on the axes. */
  readonly days: number;
  readonly canUndo: boolean;
}

export interface SandboxView {
  readonly show: (shown: SandboxScene) => void;
  /** Redraws what depends on the colors of the page. */
  readonly recolor: () => void;
  /** Where the export bar goes. */
  readonly exportBar: HTMLElement;
}

const LEAD =
  'A made-up town of 10,000 people, one of them infected. Move the sliders and see how high the wave rises, and when.';
const CHANGE_LEAD =
  'A made-up town of 10,000 people, one of them infected. On the way people change how they live: drag a point to another day or another height.';
const MODE_TITLES: Readonly<Record<Mode, string>> = { two: 'Two scenarios', change: 'A change on the way' };

/** Fills an element with the sandbox: headline, controls, charts, results, article. */
export function sandboxView(
  root: HTMLElement,
  events: SandboxEvents,
  readArticle: (() => Promise<ParsedText>) | null,
): SandboxView {
  const figure = element('span', { className: 'headline-figure' });
  const words = element('span');
  const title = element('h1', { id: 'sandbox-title' }, figure, ' ', words);
  const lead = element('p', { className: 'summary' });
  const spoken = element('p', { className: 'visually-hidden', role: 'status' });
  const modes = element('fieldset', { id: 'sandbox-view', className: 'segments' });
  modes.append(element('legend', { className: 'visually-hidden' }, 'What is compared'));
  const mode = segmentedControl(modes, MODE_TITLES, events.onMode);
  const undo = element('button', { type: 'button', className: 'quiet', title: 'Ctrl+Z' }, 'Undo');
  undo.addEventListener('click', events.onUndo);
  const charts = sandboxCharts(events);
  const results = resultCards();
  const scenarios = scenarioControls(events.onRates);
  const changes = changeTable(events.onChanges);
  const exportBar = element('div', { className: 'sandbox-export' });
  const text = article(readArticle);
  root.classList.add('sandbox');
  root.setAttribute('aria-labelledby', title.id);
  root.append(
    element('header', { className: 'headline sandbox-head' }, title, lead, spoken),
    element('div', { className: 'row sandbox-bar' }, modes, undo),
    element(
      'div',
      { className: 'stack columns sandbox-panels' },
      element('div', { className: 'stack sandbox-main' }, charts.rates, charts.compare),
      element('div', { className: 'sandbox-controls' }, scenarios.root, changes.root),
    ),
    results.root,
    exportBar,
    element('div', { className: 'stack sandbox-pair' }, ...charts.groups),
    text.root,
  );

  const speech = speakAtRest(spoken);
  let last: SandboxScene | null = null;
  const show = (shown: SandboxScene) => {
    const { state, pair, days, canUndo } = shown;
    const headline = headlineOf(state.mode, pair.runs);
    if (last !== null) speech.say(`${headline.figure} ${headline.words}`);
    last = shown;
    figure.textContent = headline.figure;
    // Words as large as a number would shout.
    figure.classList.toggle('headline-figure', /\d/.test(headline.figure));
    words.textContent = headline.words;
    lead.textContent = state.mode === 'two' ? LEAD : CHANGE_LEAD;
    mode.set(state.mode);
    undo.ariaDisabled = String(!canUndo);
    scenarios.root.hidden = state.mode !== 'two';
    changes.root.hidden = state.mode !== 'change';
    charts.rates.hidden = state.mode !== 'change';
    scenarios.set(state.first, state.second);
    changes.set(state.changes);
    const shownRuns = shownScenarios(state.mode, pair.runs);
    results.set(shownRuns);
    charts.draw(state.mode, shownRuns, days);
  };
  const recolor = () => {
    if (last !== null) charts.draw(last.state.mode, shownScenarios(last.state.mode, last.pair.runs), last.days);
    text.draw();
  };
  return { show, recolor, exportBar };
}
