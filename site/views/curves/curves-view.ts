import './curves.css';
import { isPerCapita } from '../../address/choices.ts';
import { placeWithin } from '../../address/path.ts';
import { onThemeChange } from '../../color/theme.ts';
import { askApi } from '../../data/ask-api.ts';
import { placeKinds } from '../../format/measures.ts';
import { formatList } from '../../format/sentences.ts';
import { placeSearch } from '../../search/place-search.ts';
import { type FoundPlace, placeSource } from '../../search/place-source.ts';
import type { OpenTab, Step, TabContext } from '../view.ts';
import {
  type CurvesChoices,
  type CurvesView,
  curvesSearch,
  MAX_PLACES,
  readCurvesView,
  standardCurves,
} from './address.ts';
import { curvesControls } from './controls.ts';
import { curvesDisplay } from './display.ts';
import { addedMessage, removedMessage, toggledMessage, WITHOUT_PLACES } from './format.ts';
import { curvesFrame, failureBox } from './frame.ts';
import { placeChips } from './place-chips.ts';
import { type CurvePlace, placeLookup, seriesSource, standardPlaces } from './source.ts';

/** The curves of any places, in one chart or in one for each. */
export function curvesTab(context: TabContext): OpenTab {
  const { published, element } = context;
  const { snapshot } = published;
  const [leading] = snapshot.measures;
  if (leading === undefined) throw new Error(`the data set "${snapshot.dataset}" has no measure`);
  const { measures, dimensions, period } = snapshot;
  const names = { dataset: snapshot.dataset, snapshot: published.id, measures, dimensions };
  const lookup = placeLookup(published);
  const source = seriesSource(names, askApi, () => view.dimensions);
  const frame = curvesFrame(element);
  const focusSearch = () => frame.search.querySelector('input')?.focus();
  const failure = failureBox(frame.failure, () => display.focus() || focusSearch());

  let choices: CurvesChoices = { measures, defaults: snapshot.curves, regions: [], period, dimensions };
  let view = standardCurves(choices);
  let places: readonly CurvePlace[] = [];
  /** Counts requests, so that late responses are recognized. */
  let requests = 0;
  let painting = 0;
  /** The names of regions that a sum lacks. */
  const parts = new Map<string, string>();
  const state = () => ({
    view,
    places,
    totalsOf: source.peek,
    nameOf: (region: string) => parts.get(region) ?? region,
  });

  const search = () => curvesSearch(view, choices);
  const display = curvesDisplay(
    frame,
    context,
    () => new URL(context.addressOf('curves', search()), location.href).href,
    id => {
      const isShown = view.hidden.includes(id);
      change({ hidden: isShown ? view.hidden.filter(other => other !== id) : [...view.hidden, id] });
      const name =
        places.find(place => place.id === id)?.name ?? snapshot.measures.find(measure => measure.id === id)?.title;
      frame.announced.textContent = toggledMessage(name ?? id, isShown);
    },
  );

  const render = () => {
    const hasPeople = places.length === 0 || places.some(({ population }) => population !== null);
    controls.settle(display.render(state()), hasPeople, view);
  };
  const paint = () => {
    cancelAnimationFrame(painting);
    painting = requestAnimationFrame(render);
  };
  /** Shows the view: what is loaded at once, the rest when it has arrived. */
  const settle = async () => {
    const request = requests;
    controls.set(view);
    failure.hide();
    try {
      places = await lookup.find(view.regions);
      if (request !== requests) return;
      chips.render(places);
      const missing = places.filter(({ id }) => source.peek(id) === null);
      if (missing.length > 0) {
        frame.figure.setAttribute('aria-busy', 'true');
        if (missing.length < places.length) render();
        await source.read(missing.map(({ id }) => id));
        await loadPartNames();
        if (request !== requests) return;
      }
    } catch {
      if (request !== requests) return;
      const missing = places.filter(({ id }) => source.peek(id) === null).map(({ name }) => name);
      failure.show(missing, settle);
    }
    frame.figure.removeAttribute('aria-busy');
    element.classList.remove('is-loading');
    render();
    context.retitle();
  };
  /** Loads the names of the regions that sums lack; until then their ids are shown. */
  const loadPartNames = async () => {
    const ids = places.flatMap(({ id }) =>
      [...(source.peek(id)?.values() ?? [])].flatMap(({ lacks }) => lacks.flatMap(({ children }) => children)),
    );
    const unknown = [...new Set(ids)].filter(id => !parts.has(id));
    const found = unknown.length === 0 ? [] : await lookup.find(unknown).catch(() => []);
    for (const { id, name } of found) parts.set(id, name);
  };
  const change = (part: Partial<CurvesView>, step: Step = 'push') => {
    const isSamePlaces = part.regions === undefined && part.dimensions === undefined;
    view = { ...view, ...part, ...followed(view, part) };
    context.showNotes([]);
    context.write(search(), step);
    frame.message.textContent = '';
    frame.announced.textContent = '';
    if (isSamePlaces && !frame.figure.hasAttribute('aria-busy') && frame.failure.hidden) {
      controls.set(view);
      paint();
      return;
    }
    requests += 1;
    void settle();
  };
  /** Another measure may suit another scale and change, where those were left as they were. */
  const followed = (before: CurvesView, { measures: chosen }: Partial<CurvesView>): Partial<CurvesView> => {
    if (chosen === undefined) return {};
    const defaults = (ids: readonly string[]) =>
      standardCurves({ ...choices, defaults: { ...choices.defaults, measures: ids } });
    const [old, next] = [defaults(before.measures), defaults(chosen)];
    return {
      change: before.change === old.change ? next.change : before.change,
      scale: before.scale === old.scale ? next.scale : before.scale,
      per: measures.every(measure => !chosen.includes(measure.id) || isPerCapita(measure)) ? before.per : null,
    };
  };
  const add = ({ id, name }: FoundPlace) => {
    box.clear();
    if (view.regions.includes(id)) frame.message.textContent = `${name} is already shown.`;
    else if (view.regions.length >= MAX_PLACES)
      frame.message.textContent = `No more than ${MAX_PLACES} places fit. Remove one to add ${name}.`;
    else {
      change({ regions: [...view.regions, id] });
      frame.announced.textContent = addedMessage(name, view.regions.length);
    }
  };
  const remove = (removed: readonly string[]) => {
    const names = places.filter(({ id }) => removed.includes(id)).map(({ name }) => name);
    change({
      regions: view.regions.filter(id => !removed.includes(id)),
      hidden: view.hidden.filter(id => !removed.includes(id)),
    });
    frame.announced.textContent = removedMessage(names, view.regions.length);
  };

  const box = placeSearch(frame.search, {
    label: 'Add a place to the curves',
    placeholder: `Add a ${[...placeKinds(snapshot.maps).slice(0, 3), 'city'].join(', ').replace(/, (?=\w+$)/, ' or ')}`,
    source: placeSource(published),
    onChoose: add,
  });
  const chips = placeChips(frame.chips, {
    hrefOf: id => context.addressOf('place', placeWithin(id)),
    onRemove: id => remove([id]),
    onClear: () => remove(view.regions),
    onEmptied: focusSearch,
  });
  const controls = curvesControls(snapshot, leading, change);
  // Data without places have a single curve to show.
  const isPlaceless = snapshot.maps[0]?.id === WITHOUT_PLACES;
  for (const part of [frame.search, frame.chips]) part.hidden = isPlaceless;
  frame.main.append(...controls.main);
  frame.fine.append(...controls.fine);
  element.classList.add('is-loading');
  controls.set(view);
  // Nothing can be chosen before the choices are known.
  const setReady = (ready: boolean) => {
    for (const part of [frame.main, frame.chips, frame.fine]) part.inert = !ready;
  };
  setReady(false);
  onThemeChange(display.repaint);

  const open = async (wanted: string): Promise<void> => {
    requests += 1;
    const request = requests;
    failure.hide();
    try {
      const regions = choices.regions.length > 0 ? choices.regions : await standardPlaces(published, lookup);
      choices = { ...choices, regions };
      const read = readCurvesView(wanted, choices);
      const found = [...new Set((await lookup.find(read.view.regions)).map(({ id }) => id))];
      if (request !== requests) return;
      const known = [...found, ...snapshot.measures.map(({ id }) => id)];
      const perCapita = measures.every(measure => !read.view.measures.includes(measure.id) || isPerCapita(measure));
      view = {
        ...read.view,
        per: perCapita ? read.view.per : null,
        regions: found,
        hidden: idsAmong(known, read.view.hidden),
      };
      const unknown = read.view.regions.filter(id => idsAmong(found, [id]).length === 0);
      const unknownNotes =
        unknown.length === 0 ? [] : [`There is no place ${formatList(unknown.map(id => `“${id}”`))} here.`];
      const notes = [...read.notes, ...unknownNotes];
      context.showNotes(notes);
      // Notes have what was rejected; the address has what is shown.
      if (notes.length > 0 || `${found}` !== `${read.view.regions}`) context.write(search(), 'replace');
      setReady(true);
    } catch {
      if (request === requests) failure.show([], () => open(wanted));
      return;
    }
    await settle();
  };
  // The tab shows its own loading state: the page around it does not have to wait.
  const show = (wanted: string) => {
    void open(wanted);
  };
  return { show, title: display.title };
}

/** The known ids among those asked for, whatever their case. */
function idsAmong(known: readonly string[], asked: readonly string[]): string[] {
  const wanted = asked.map(id => id.toLowerCase());
  return known.filter(id => wanted.includes(id.toLowerCase()));
}
