import type { Ranked } from '../../../functions/measures/rank.ts';
import type { Palette } from '../../color/palette.ts';
import { colorOf } from '../../color/scale.ts';
import { element, find } from '../../controls/element.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import type { Place } from '../../data/places.ts';
import { changeForm } from '../../format/amounts.ts';
import {
  choiceLabel,
  derivedMeasureLabel,
  mapLabel,
  measureLabel,
  measureTitle,
  whenLabel,
} from '../../format/measures.ts';
import { formatShortList } from '../../format/sentences.ts';
import { mostWord } from './headline.ts';
import { heldReason, LACKING_MARK, lackingNote } from './held-back.ts';
import { calendarOf, type Shown } from './model.ts';
import type { RankingBar, RankingChart } from './ranking-chart.ts';
import { amountOf } from './words.ts';

export interface RankingPanel {
  /** Shows the ten largest; `settled` is false during an animation. */
  readonly render: (shown: Shown, ranked: readonly Ranked<Place>[], palette: Palette, settled: boolean) => void;
}

/**
 * The ten largest as bars and as a table. The code of the bars is loaded after the map.
 * @param hrefOf the address of the page of a place
 */
export function rankingPanel(hrefOf: (id: string) => string): RankingPanel {
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
      renderRankingTable(table, ranked, unitOf(shown), {
        label: ({ item, value }) => markedValue(shown, item, value),
        // The bars cover the table: a focused link in it could not be seen.
        hrefOf: form === 'table' ? hrefOf : null,
      });
    if (chart === null || scale.domain === null || isEmpty || form === 'table') return;
    chart.draw(
      ranked.map(ranked => barOf(ranked, shown, palette)),
      {
        kind: scale.kind,
        domain: scale.domain,
        widest: widestLabel(shown, scale.domain[1]),
        unit: unitOnAxis(shown),
      },
    );
  };
  const render: RankingPanel['render'] = (...next) => {
    // The map comes first: the code of the bars is loaded once the map has been painted.
    if (drawn === null) requestAnimationFrame(() => setTimeout(load));
    drawn = next;
    const [shown, ranked] = next;
    const { measure, view, session } = shown;
    const words = measureLabel(measure, view.change) + choiceLabel(view.dimensions, session.data.snapshot.dimensions);
    const isChange = view.change === 'new' && (measure.kind === 'level' || measure.kind === 'rate');
    const most = isChange ? 'Largest' : mostWord(shown);
    write(title, `${most} ${derivedMeasureLabel(words, view.per, view.smooth, { calendar: calendarOf(shown) })}`);
    write(none, emptyNote(shown));
    write(notes, rankingNotes(shown, ranked));
    notes.hidden = notes.textContent === '';
    draw();
  };

  const shape = segmentedControl(find('ranking-form', HTMLFieldSetElement), { bars: 'Bars', table: 'Table' }, value => {
    form = value;
    draw();
  });
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
  return { name: item.name, value, label: markedValue(shown, item, value), color };
}

/** A value, with a mark if it counts the last accepted value of a part. */
function markedValue(shown: Shown, place: Place, value: number): string {
  return `${amountOf(shown, value)}${lackingNote(shown, place) === null ? '' : ` ${LACKING_MARK}`}`;
}

/** What a mark in the ranking means, and which places have no rank because of a check. */
function rankingNotes(shown: Shown, ranked: readonly Ranked<Place>[]): string {
  const lacking = ranked.flatMap(({ item }) => lackingNote(shown, item) ?? []);
  const { places } = shown.session.data;
  const held = places.filter(place => heldReason(shown, place) !== null);
  const suppressed = places.filter(({ row }) => shown.day.suppressed?.has(row));
  return [
    ...[...new Set(lacking)].map(words => `${LACKING_MARK} ${words}.`),
    ...(held.length === 0 ? [] : [`Held back, so without a rank: ${formatShortList(held.map(({ name }) => name))}.`]),
    ...(suppressed.length === 0
      ? []
      : [`Suppressed by the source, so without a rank: ${formatShortList(suppressed.map(({ name }) => name))}.`]),
  ].join(' ');
}

/** The largest value of all periods: its width is kept free beside the bars. */
function widestLabel(shown: Shown, largest: number): string {
  const { view, measure } = shown;
  const isWhole = view.per === null && view.smooth === 1 && measure.decimals === 0;
  return amountOf(shown, isWhole ? Math.round(largest) : largest);
}

function unitOnAxis({ view, measure }: Shown): string | null {
  const isChange = view.change === 'new' && (measure.kind === 'level' || measure.kind === 'rate');
  return isChange ? changeForm(measure).unit : measure.unit;
}

/** Why no place is ranked: all report zero, or none reports at all. */
function emptyNote({ session, view, measure, values }: Shown): string {
  const words = measureLabel(measure, view.change);
  const places = mapLabel(session.data.map);
  const when = whenLabel(measure, view.date, view.change, session.data.snapshot.period);
  return values.some(value => value !== null)
    ? `${`All ${places} have reported zero ${words} ${when}`.trim()}.`
    : `${`No ${words} are known in ${places} ${when}`.trim()}.`;
}

/** The header of the values: `Visits`, `New visits per 100,000 people`. */
function unitOf(shown: Shown): string {
  const { view, measure } = shown;
  return derivedMeasureLabel(measureTitle(measure, view.change), view.per, view.smooth, {
    calendar: calendarOf(shown),
  });
}

/** Each write costs the page a layout, so text is only written if it differs. */
function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** The ranking as a table, also for screen readers, which skip the bars. Ties share a rank. */
function renderRankingTable(
  table: HTMLTableElement,
  ranked: readonly Ranked<Place>[],
  unit: string,
  {
    label,
    hrefOf,
  }: { readonly label: (entry: Ranked<Place>) => string; readonly hrefOf: ((id: string) => string) | null },
): void {
  const headers = ['Rank', 'Place', unit].map(title => element('th', { scope: 'col' }, title));
  const rows = ranked.map(entry =>
    element(
      'tr',
      {},
      element('td', {}, String(entry.rank)),
      element(
        'th',
        { scope: 'row' },
        hrefOf === null ? entry.item.name : element('a', { href: hrefOf(entry.item.id) }, entry.item.name),
      ),
      element('td', {}, label(entry)),
    ),
  );
  table.replaceChildren(element('thead', {}, element('tr', {}, ...headers)), element('tbody', {}, ...rows));
}
