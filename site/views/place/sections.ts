import type { PlaceFigure } from '../../../functions/measures/place-figures.ts';
import { rank } from '../../../functions/measures/rank.ts';
import { element } from '../../controls/element.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import { mapLabel } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { formatPeriod } from '../../format/periods.ts';
import { errorSentence, formatShortList } from '../../format/sentences.ts';
import { hasShapes, readDrawing } from '../../geo/load-shapes.ts';
import { drawingCredit } from '../../geo/shape.ts';
import { columnTitle, figureAmount, figureTitle } from './figure-words.ts';
import { type PlaceLine, placeCurve } from './place-curve.ts';
import { type FigureCurves, type KnownPlace, latestValue, type PlacePage } from './place-data.ts';
import { type PlaceRow, placesTable } from './places-table.ts';
import { rankDots } from './rank-dots.ts';
import { neighborsOf, SHADES, type ShapeLook, shapesOf, surroundings } from './surroundings.ts';

/** Of the dots, in CSS pixels. */
const MOST_WIDE = 1000;

/** More columns would not fit beside each other. */
const MOST_COLUMNS = 4;

/** The values over time beside those of the parent, and what checks did to them. */
export function curveSection(
  { context, family, figure, figures }: PlacePage,
  curves: Promise<readonly [FigureCurves, FigureCurves | null]>,
  choose: (measure: string) => void,
): HTMLElement {
  const { snapshot } = context.published;
  const { period } = snapshot;
  const content = element('div', { className: 'place-curve' });
  const section = sectionOf(figureTitle(figure, period), content);
  section.hidden = period.unit === 'none';
  const titles = Object.fromEntries(figures.map(({ measure }) => [measure.id, measure.title]));
  if (Object.keys(titles).length > 1) {
    const control = element(
      'fieldset',
      { className: 'segments segments-small' },
      element('legend', { className: 'visually-hidden' }, 'Measure'),
    );
    segmentedControl(control, titles, choose).set(figure.measure.id);
    section.firstElementChild?.append(control);
  }
  const fill = async () => {
    const [{ periods, entries }, plain] = await curves;
    const [own, parent] = entries;
    const lines: PlaceLine[] = [
      {
        name: plain === null ? family.place.name : `${family.place.name}, mean`,
        kind: 'own',
        values: own?.values ?? [],
      },
      ...(parent === undefined
        ? []
        : [{ name: family.ancestors.at(-1)?.name ?? '', kind: 'parent' as const, values: parent.values }]),
      ...(plain === null
        ? []
        : [{ name: `each ${period.unit}`, kind: 'plain' as const, values: plain.entries[0]?.values ?? [] }]),
    ];
    const label = `${figureTitle(figure, period)} in ${family.place.name}`;
    content.replaceChildren(placeCurve({ figure, periods, calendar: period, lines, label }));
    const notes = correctionsOf(own, context, family.sameMap);
    if (notes.length > 0)
      content.append(
        element(
          'div',
          { className: 'place-fix', role: 'note' },
          ...notes.map(note => element('p', {}, note)),
          element('p', {}, element('a', { href: context.addressOf('about', '') }, 'What was checked')),
        ),
      );
  };
  fill().catch(error => content.replaceChildren(element('p', {}, errorSentence(error))));
  return section;
}

/** What was held back, counted with a last accepted value, suppressed or corrected, in sentences. */
function correctionsOf(
  entry: FigureCurves['entries'][number] | undefined,
  { published }: PlacePage['context'],
  places: readonly KnownPlace[],
): string[] {
  if (entry === undefined) return [];
  const { period } = published.snapshot;
  const nameOf = (id: string) => places.find(place => place.id === id)?.name ?? id;
  const periods = (dates: readonly string[]) => formatShortList(dates.map(date => formatPeriod(date, period)));
  const lacking = new Set(entry.lacks.flatMap(({ children }) => children));
  return [
    ...entry.held.map(({ period: at, reason }) => `Held back for ${formatPeriod(at, period)}: ${reason}.`),
    ...(lacking.size === 0
      ? []
      : [
          `The sums for ${periods(entry.lacks.map(({ period: at }) => at))} count the last accepted values of ${formatShortList([...lacking].map(nameOf))}.`,
        ]),
    ...(entry.suppressed.length === 0 ? [] : [`Suppressed by the source: ${periods(entry.suppressed)}.`]),
  ];
}

/** Where the place ranks among those of its parent. */
export function rankSection(page: PlacePage): HTMLElement {
  const { context, family, figure } = page;
  const { place, siblings, ancestors } = family;
  const section = sectionOf('Rank');
  section.hidden = true;
  const fill = async () => {
    const values = await valuesOf(page, siblings, figure);
    const ranked = rank(siblings, known => values.get(known.id) ?? null, Infinity);
    const own = ranked.find(({ item }) => item.id === place.id);
    if (own === undefined || ranked.length < 2) return;
    const parent = ancestors.at(-1);
    const whole = parent === undefined ? mapLabel(place.map) : `${mapLabel(place.map)} in ${parent.name}`;
    const title = `${ordinal(own.rank)} of ${formatCount(ranked.length)} ${whole}`;
    const dots = ranked.map(({ item, value }) => ({
      ...{ name: item.name, value, amount: figureAmount(value, figure) },
      kind: item.id === place.id ? ('own' as const) : ('other' as const),
    }));
    const note = element(
      'p',
      { className: 'place-note' },
      `${figureTitle(figure, context.published.snapshot.period)}; one dot is one place, the largest first in rank`,
    );
    section.replaceChildren(
      element('div', { className: 'place-section-head' }, element('h2', {}, title), note),
      rankDots(dots, title, Math.min(context.element.clientWidth, MOST_WIDE)),
    );
    section.hidden = false;
  };
  fill().catch(() => undefined);
  return section;
}

/** A map of the place and what lies around it. */
export function aroundSection(page: PlacePage): HTMLElement {
  const { context, family, figure, hrefOf } = page;
  const { place, sameMap } = family;
  const section = sectionOf(`Around ${place.name}`);
  section.hidden = true;
  const fill = async () => {
    if (place.map.id === 'all' || !hasShapes(context.published, place.map.id)) return;
    const [drawing, values] = await Promise.all([
      readDrawing(context.published, place.map.id),
      valuesOf(page, sameMap, figure),
    ]);
    const byId = new Map(sameMap.map(known => [known.id, known]));
    const limits = limitsOf([...values.values()].filter(value => value !== null));
    const lookOf = ({
      id,
      regions,
    }: {
      readonly id: string;
      readonly regions: readonly string[];
    }): ShapeLook | null => {
      const known = byId.get(id) ?? regions.flatMap(region => byId.get(region) ?? [])[0];
      if (known === undefined) return null;
      const value = values.get(known.id) ?? null;
      const shade = value === null ? null : limits.filter(limit => value > limit).length;
      return {
        name: known.name,
        href: hrefOf(known),
        shade,
        amount: value === null ? '' : figureAmount(value, figure),
      };
    };
    const own = shapesOf(drawing, place.id);
    const map = surroundings(drawing, own, lookOf, `Map around ${place.name}`);
    if (map === null) return;
    const near = [
      ...new Map(
        neighborsOf(drawing, own).flatMap(shape => {
          const look = lookOf(shape);
          return look === null || look.href === hrefOf(place) ? [] : [[look.href, look] as const];
        }),
      ).values(),
    ].sort((a, b) => a.name.localeCompare(b.name));
    section.append(map);
    const links = near
      .flatMap(({ name, href, amount }) => [', ', element('a', { href }, name), amount === '' ? '' : ` ${amount}`])
      .slice(1);
    if (near.length > 0)
      section.append(
        element('p', { className: 'place-near' }, `${near.length === 1 ? 'Neighbor' : 'Neighbors'}: `, ...links),
      );
    const credit = drawingCredit(drawing);
    if (credit !== '') section.append(element('p', { className: 'place-note' }, credit));
    section.hidden = false;
  };
  fill().catch(() => undefined);
  return section;
}

/** The places within this one, else those beside it, as a sortable table. */
export function placesSection(page: PlacePage): HTMLElement {
  const { family, figures, figure, hrefOf } = page;
  const { place, children, siblings, ancestors } = family;
  const listed = children.length > 0 ? children : siblings;
  const [first] = listed;
  const parent = children.length > 0 ? place : ancestors.at(-1);
  const what = first === undefined ? '' : mapLabel(first.map);
  const title =
    parent === undefined ? `All ${what}` : `${what.charAt(0).toUpperCase()}${what.slice(1)} in ${parent.name}`;
  const section = sectionOf(title);
  section.hidden = listed.length < 2 && children.length === 0;
  const fill = async () => {
    const offered = [figure, ...figures.filter(other => other !== figure)];
    const all = await Promise.all(offered.map(async each => ({ each, column: await valuesOf(page, listed, each) })));
    const known = all.filter(({ column }) => [...column.values()].some(value => value !== null)).slice(0, MOST_COLUMNS);
    const columns = known.map(({ each }) => each);
    const rows = listed.map(
      (row): PlaceRow => ({
        ...{ name: row.name, href: hrefOf(row), population: row.population, isOwn: row.id === place.id },
        values: known.map(({ column }) => column.get(row.id) ?? null),
      }),
    );
    const titles = columns.map(columnTitle);
    const noun = first?.map.nouns?.one ?? 'place';
    section.append(
      placesTable(rows, { noun: noun.charAt(0).toUpperCase() + noun.slice(1), figures: columns, titles }, title),
    );
  };
  fill().catch(error => section.append(element('p', {}, errorSentence(error))));
  return section;
}

/** The newest value of a figure for places, by id, from the published files. */
async function valuesOf({ context }: PlacePage, places: readonly KnownPlace[], figure: PlaceFigure) {
  const { readLatest, snapshot } = context.published;
  const maps = [...new Set(places.map(({ map }) => map))];
  const latest = new Map(await Promise.all(maps.map(async map => [map, await readLatest(map.latest)] as const)));
  return new Map(
    places.map(place => {
      const columns = latest.get(place.map);
      return [place.id, columns === undefined ? null : latestValue(columns, figure, place, snapshot)] as const;
    }),
  );
}

/** The values that divide others into equally many, without repeats. */
function limitsOf(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
  return Array.from({ length: SHADES - 1 }, (_, index) => at((index + 1) / SHADES));
}

/** `1st`, `2nd`, `13th`. */
function ordinal(rank: number): string {
  const ends = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' } as const;
  return formatCount(rank) + ends[new Intl.PluralRules('en-US', { type: 'ordinal' }).select(rank)];
}

function sectionOf(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  const head = element('div', { className: 'place-section-head' }, element('h2', {}, title));
  return element('section', { className: 'place-section' }, head, ...content);
}
