import type { Ranked } from '../../../functions/measures/rank.ts';
import type { Palette } from '../../color/palette.ts';
import { colorOf } from '../../color/scale.ts';
import { find } from '../../controls/element.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import type { Place } from '../../data/places.ts';
import { derivedMeasureWords, mapWords, measureTitle, measureWords, whenWords } from '../../format/measures.ts';
import { valueWords } from '../../format/numbers-and-dates.ts';
import { someWords } from '../../format/sentences.ts';
import { heldReason, LACKING_MARK, lackingWords } from './held-words.ts';
import type { Shown } from './model.ts';
import type { RankingBar, RankingChart } from './ranking-chart.ts';

export interface RankingPanel {
  /** Shows the ten largest; `settled` is false while a day passes by and another one follows at once. */
  readonly render: (shown: Shown, ranked: readonly Ranked<Place>[], palette: Palette, settled: boolean) => void;
}

/** The ten largest as bars and as a table. The chart is a part of the page that arrives after the map. */
export function rankingPanel(): RankingPanel {
  const canvas = find('ranking-chart', HTMLCanvasElement);
  const box = find('ranking-bars', HTMLElement);
  const table = find('ranking-table', HTMLTableElement);
  const rows = find('ranking-rows', HTMLElement);
  const title = find('ranking-title', HTMLHeadingElement);
  const none = find('ranking-none', HTMLElement);
  const notes = find('ranking-notes', HTMLElement);
  let chart: RankingChart | null = null;
  let drawn: Parameters<RankingPanel['render']> | null = null;
  let form: 'bars' | 'table' = 'bars';

  const draw = () => {
    if (drawn === null) return;
    const [shown, ranked, palette, settled] = drawn;
    const { scale } = shown;
    const isEmpty = ranked.length === 0;
    box.hidden = isEmpty || form === 'table';
    none.hidden = !isEmpty;
    rows.classList.toggle('visually-hidden', form === 'bars');
    if (settled || form === 'table')
      renderRankingTable(table, ranked, unitOf(shown), ({ item, value }) => markedWords(shown, item, value));
    if (chart === null || scale.domain === null || isEmpty || form === 'table') return;
    chart.draw(
      ranked.map(ranked => barOf(ranked, shown, palette)),
      { kind: scale.kind, domain: scale.domain, widest: widestOf(shown, scale.domain[1]) },
    );
  };
  const render: RankingPanel['render'] = (...next) => {
    // The map comes first: the chart is asked for when the map has been painted.
    if (drawn === null) requestAnimationFrame(() => setTimeout(load));
    drawn = next;
    const [shown, ranked] = next;
    const words = measureWords(shown.measure, shown.view.change);
    const most = shown.measure.kind === 'level' && shown.view.change === 'new' ? 'Largest' : 'Most';
    write(title, `${most} ${derivedMeasureWords(words, shown.view.per, shown.view.smooth)}`);
    write(none, noneWords(shown));
    write(notes, rankingNotes(shown, ranked));
    notes.hidden = notes.textContent === '';
    draw();
  };

  const shape = segmentedControl(
    find('ranking-form', HTMLFieldSetElement),
    [
      { value: 'bars', title: 'Bars' },
      { value: 'table', title: 'Table' },
    ],
    value => {
      form = value;
      draw();
    },
  );
  shape.set(form);
  const load = () =>
    import('./ranking-chart.ts').then(
      ({ rankingChart }) => {
        chart = rankingChart(canvas);
        draw();
      },
      () => {
        form = 'table';
        shape.set(form);
        draw();
      },
    );
  return { render };
}

function barOf({ value, item }: Ranked<Place>, shown: Shown, palette: Palette): RankingBar {
  const color = colorOf(shown.scale.paintOf(value), palette);
  return { name: item.name, value, label: markedWords(shown, item, value), color };
}

/** A value with a mark where it counts the last accepted value of a part. */
function markedWords(shown: Shown, place: Place, value: number): string {
  return `${valueWords(value)}${lackingWords(shown, place) === null ? '' : ` ${LACKING_MARK}`}`;
}

/** What a mark in the ranking means, and who has no rank because of a check. */
function rankingNotes(shown: Shown, ranked: readonly Ranked<Place>[]): string {
  const lacking = ranked.flatMap(({ item }) => lackingWords(shown, item) ?? []);
  const held = shown.session.data.places.filter(place => heldReason(shown, place) !== null);
  return [
    ...[...new Set(lacking)].map(words => `${LACKING_MARK} ${words}.`),
    ...(held.length === 0 ? [] : [`Held back, so without a rank: ${someWords(held.map(({ name }) => name))}.`]),
  ].join(' ');
}

/** The largest value of all days: the room that its words take is kept free beside the bars. */
function widestOf({ view }: Shown, largest: number): string {
  return valueWords(view.per === null && view.smooth === 1 ? Math.round(largest) : largest);
}

/** Why nobody is ranked: all have none, or nobody knows. */
function noneWords({ session, view, measure, values }: Shown): string {
  const words = measureWords(measure, view.change);
  const places = mapWords(session.data.map);
  const when = whenWords(measure, view.date, view.change);
  return values.some(value => value !== null)
    ? `All ${places} have reported zero ${words} ${when}.`
    : `No ${words} are known in ${places} ${when}.`;
}

/** The heading of the values: `Visits`, `New visits per 100,000 people`. */
function unitOf({ view, measure }: Shown): string {
  return derivedMeasureWords(measureTitle(measure, view.change), view.per, view.smooth);
}

/** Text is only written where it differs: each write costs the page a layout. */
function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** The ranking as a table, also for those who do not see the bars. Ties share a rank. */
export function renderRankingTable(
  table: HTMLTableElement,
  ranked: readonly Ranked<Place>[],
  unit: string,
  words: (entry: Ranked<Place>) => string,
): void {
  const head = document.createElement('thead');
  head.insertRow().append(...['Rank', 'Place', unit].map(title => heading(title, 'col')));
  const body = document.createElement('tbody');
  for (const entry of ranked) {
    const { rank, item } = entry;
    const row = body.insertRow();
    row.insertCell().textContent = String(rank);
    row.append(heading(item.name, 'row'));
    row.insertCell().textContent = words(entry);
  }
  table.replaceChildren(head, body);
}

function heading(text: string, scope: 'col' | 'row'): HTMLElement {
  const element = document.createElement('th');
  element.scope = scope;
  element.textContent = text;
  return element;
}
