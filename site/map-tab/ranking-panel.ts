import type { Ranked } from '../../functions/measures/rank.ts';
import { colorOf } from '../color/paint.ts';
import type { Palette } from '../color/palette.ts';
import { segmentedControl } from '../controls/segmented-control.ts';
import type { Place } from '../data/place.ts';
import type { RankingBar, RankingChart } from '../ranking/ranking-chart.ts';
import { renderRankingTable } from '../ranking/ranking-table.ts';
import { find } from '../shell/find.ts';
import { derivedMeasureWords, mapWords, measureWords, whenWords } from '../text/measure-words.ts';
import { valueWords } from '../text/number-words.ts';
import { capitalized } from './headline.ts';
import type { Shown } from './shown.ts';

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
    if (settled || form === 'table') renderRankingTable(table, ranked, unitOf(shown));
    if (chart === null || scale.domain === null || isEmpty || form === 'table') return;
    chart.draw(
      ranked.map(ranked => barOf(ranked, shown, palette)),
      { kind: scale.kind, domain: scale.domain, widest: valueWords(widestOf(shown, scale.domain[1])) },
    );
  };
  const render: RankingPanel['render'] = (...next) => {
    // The map comes first: the chart is asked for when the map has been painted.
    if (drawn === null) requestAnimationFrame(() => setTimeout(load));
    drawn = next;
    const [shown] = next;
    const words = measureWords(shown.measure, shown.view.change);
    write(title, `Most ${derivedMeasureWords(words, shown.view.per, shown.view.smooth)}`);
    write(none, noneWords(shown));
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
    import('../ranking/ranking-chart.ts').then(
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

function barOf({ value, item }: Ranked<Place>, { scale }: Shown, palette: Palette): RankingBar {
  return { name: item.name, value, label: valueWords(value), color: colorOf(scale.paintOf(value), palette) };
}

/** The largest value of all days: the room that its words take is kept free beside the bars. */
function widestOf({ view }: Shown, largest: number): number {
  return view.per === null && view.smooth === 1 ? Math.round(largest) : largest;
}

/** Why nobody is ranked: all have none, or nobody knows. */
function noneWords({ session, view, measure, values, isCounted }: Shown): string {
  const words = measureWords(measure, view.change);
  const places = mapWords(session.data.map);
  const when = whenWords(view.date, view.change);
  if (!isCounted) return `${capitalized(words)} are not reported for ${places}.`;
  return values.some(value => value !== null)
    ? `All ${places} have reported zero ${words} ${when}.`
    : `No ${words} are known in ${places} ${when}.`;
}

/** The heading of the values: `Confirmed`, `New deaths per 100,000 people`. */
function unitOf({ view, measure }: Shown): string {
  const words = view.change === 'new' ? `New ${measure.title.toLowerCase()}` : measure.title;
  return derivedMeasureWords(words, view.per, view.smooth);
}

/** Text is only written where it differs: each write costs the page a layout. */
function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
