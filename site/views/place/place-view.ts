import './place.css';
import {
  comparedPeriods,
  newestValue,
  type PlaceFigure,
  placeFigures,
} from '../../../functions/measures/place-figures.ts';
import { standardChoice } from '../../address/choices.ts';
import { decodedPart, placeWithin, splitAddress } from '../../address/path.ts';
import { element } from '../../controls/element.ts';
import { choiceLabel } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { formatPeriod } from '../../format/periods.ts';
import { errorSentence } from '../../format/sentences.ts';
import type { OpenTab, TabContext } from '../view.ts';
import { changeMark, comparedWords, figureAmount, figureTitle } from './figure-words.ts';
import {
  type FigureCurves,
  type KnownPlace,
  type PlaceFamily,
  type PlacePage,
  readCurves,
  readFamily,
} from './place-data.ts';
import { aroundSection, curveSection, placesSection, rankSection } from './sections.ts';

/** The page of one place: its figures, and how it compares with the places around it. */
export function placeTab(context: TabContext): OpenTab {
  const { element: tab, published } = context;
  const { snapshot } = published;
  const hrefOf = ({ id }: Pick<KnownPlace, 'id'>) => context.addressOf('place', placeWithin(id));
  let name = '';
  let asked = '';

  const show = async (address: string) => {
    asked = address;
    const { within, search } = splitAddress(address);
    const id = decodedPart(within.slice(1).replace(/\/$/, ''));
    const family = await readFamily(published, id);
    if (asked !== address) return;
    tab.classList.add('place');
    if (family === null) {
      name = 'No such place';
      tab.replaceChildren(...unknownPlace(context, id));
      return;
    }
    name = nameOf(family);
    const { place } = family;
    const figures = placeFigures(snapshot.measures, snapshot.period, place.population).filter(({ measure }) =>
      place.map.measures.some(key => key === measure.id || key.startsWith(`${measure.id};`)),
    );
    const wanted = new URLSearchParams(search).get('measure');
    const figure = figures.find(({ measure }) => measure.id === wanted) ?? figures[0];
    const choose = (measure: string) => {
      const query = measure === figures[0]?.measure.id ? '' : `?measure=${encodeURIComponent(measure)}`;
      const next = placeWithin(place.id) + query;
      context.write(next, 'replace');
      show(next).catch(context.fail);
    };
    const head = headOf(
      family,
      snapshot.dimensions.length === 0 ? '' : choiceLabel(standardChoice(snapshot.dimensions), snapshot.dimensions),
    );
    if (figure === undefined) {
      tab.replaceChildren(...head, element('p', {}, 'Nothing is known of this place yet.'));
      return;
    }
    const page: PlacePage = { context, family, figures, figure, hrefOf };
    const curves = new Map<PlaceFigure, Promise<FigureCurves>>();
    const parent = family.ancestors.at(-1);
    const ids = [place.id, ...(parent === undefined ? [] : [parent.id])];
    for (const each of figures) curves.set(each, readCurves(published, each === figure ? ids : [place.id], each));
    const plain = figure.smooth > 1 ? readCurves(published, [place.id], { ...figure, smooth: 1 }) : null;
    const sections = [
      figuresSection(page, curves),
      element(
        'div',
        { className: 'place-two' },
        curveSection(page, Promise.all([curves.get(figure) ?? readCurves(published, ids, figure), plain]), choose),
        aroundSection(page),
      ),
      rankSection(page),
      placesSection(page),
    ];
    tab.replaceChildren(...head, ...sections);
  };

  const headOf = (family: PlaceFamily, choice: string): HTMLElement[] => {
    const { place, ancestors } = family;
    const { period, provisional, lastDate, title } = snapshot;
    const facts = [
      title + choice,
      ...(place.population === null ? [] : [`${formatCount(place.population)} people`]),
      ...(period.unit === 'none' ? [] : [formatPeriod(lastDate, period)]),
      ...(provisional > 0 ? ['the newest numbers are provisional'] : []),
    ];
    const up = ancestors.flatMap(above => [element('a', { href: hrefOf(above) }, above.name), ' › ']).slice(0, -1);
    const links = [
      ...(place.map.id === 'all'
        ? []
        : [
            {
              tab: 'map' as const,
              search: `?map=${encodeURIComponent(place.map.id)}&place=${encodeURIComponent(place.id)}`,
              text: 'On the map',
            },
          ]),
      ...(period.unit === 'none'
        ? []
        : [{ tab: 'curves' as const, search: `?regions=${encodeURIComponent(place.id)}`, text: 'In the curves' }]),
    ];
    return [
      element(
        'nav',
        { className: 'place-crumb', ariaLabel: 'Places that contain this one' },
        ...(up.length === 0 ? [place.map.title] : up),
      ),
      element(
        'header',
        { className: 'place-head' },
        element(
          'div',
          {},
          element('h1', {}, nameOf(family)),
          element('p', { className: 'place-sub' }, facts.join(' · ')),
        ),
        element(
          'p',
          { className: 'place-links' },
          ...links.map(({ tab: to, search, text }) =>
            element('a', { className: 'place-link', href: context.addressOf(to, search) }, text),
          ),
        ),
      ),
    ];
  };
  return { show, title: () => `${name} · ${snapshot.title}` };
}

/** The newest value of each figure, how it changed, and what held it back. */
function figuresSection(
  { context, figures, figure }: PlacePage,
  curves: ReadonlyMap<PlaceFigure, Promise<FigureCurves>>,
): HTMLElement {
  const calendar = context.published.snapshot.period;
  const boxes = figures.map(each => {
    const value = element('p', { className: 'place-value' }, element('span', { className: 'place-number' }, '…'));
    const isTotal = each.change === 'total' && each.measure.kind === 'cumulative';
    const fill = async (box: HTMLElement) => {
      const { entries } = (await curves.get(each)) ?? { entries: [] };
      const [entry] = entries;
      // A measure that this place never had.
      box.hidden =
        entry?.values.every(known => known === null) === true && entry.held.length + entry.suppressed.length === 0;
      const newest = newestValue(entry?.values ?? [], calendar);
      const last = context.published.snapshot.lastDate;
      const why =
        entry?.held.some(({ period }) => period === last) === true
          ? 'Held back'
          : entry?.suppressed.includes(last) === true
            ? 'Suppressed'
            : 'No value';
      value.replaceChildren(
        element(
          'span',
          { className: newest.value === null ? 'place-missing' : 'place-number' },
          newest.value === null ? why : figureAmount(newest.value, each),
        ),
      );
      const mark = isTotal ? null : changeMark(newest, each);
      if (mark !== null)
        value.append(' ', mark, element('span', { className: 'place-since' }, ` ${comparedWords(calendar)}`));
      else if (!isTotal && comparedPeriods(calendar) > 0 && newest.value !== null && newest.before === null)
        value.append(element('span', { className: 'place-since' }, ` too few ${calendar.unit}s for a change`));
    };
    const className = each === figure ? 'place-figure place-main' : 'place-figure';
    const box = element('div', { className }, element('h2', {}, figureTitle(each, calendar)), value);
    fill(box).catch(error =>
      value.replaceChildren(element('span', { className: 'place-missing' }, errorSentence(error))),
    );
    return box;
  });
  return element('section', { className: 'place-figures', ariaLabel: 'Figures' }, ...boxes);
}

function unknownPlace(context: TabContext, id: string): HTMLElement[] {
  const home = element('a', { href: context.addressOf('map', '') }, 'Choose a place on the map');
  const words = id === '' ? 'The address names no place.' : `These data have no place “${id}”.`;
  return [
    element(
      'div',
      { className: 'message' },
      element('h1', {}, 'There is no such place'),
      element('p', {}, `${words} `, home),
    ),
  ];
}

/** `Elm, Northmoor` */
function nameOf({ place, ancestors }: PlaceFamily): string {
  const parent = ancestors.at(-1);
  return parent === undefined || ancestors.length < 2 ? place.name : `${place.name}, ${parent.name}`;
}
