import './curves.css';
import './curves-chart.css';
import './curves-settings.css';
import { onThemeChange } from '../../color/theme.ts';
import { fetchJson } from '../../data/fetch-json.ts';
import { placeKinds } from '../../format/measures.ts';
import { listWords } from '../../format/sentences.ts';
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
import { addedWords, removedWords, switchedWords } from './format.ts';
import { curvesFrame, failureBox } from './frame.ts';
import type { CurvePlace } from './model.ts';
import { placeChips } from './place-chips.ts';
import { placeLookup, standardPlaces } from './places.ts';
import { seriesSource } from './series-source.ts';

/** Curves of any places in one chart, or in one for each. */
export function curvesTab(context: TabContext): OpenTab {
  const { published, element } = context;
  const { snapshot } = published;
  const [leading] = snapshot.measures;
  if (leading === undefined) throw new Error(`the data set "${snapshot.dataset}" has no measure`);
  const names = { dataset: snapshot.dataset, snapshot: published.id };
  const lookup = placeLookup(published);
  const source = seriesSource(names, fetchJson);
  const frame = curvesFrame(element);
  const focusSearch = () => frame.search.querySelector('input')?.focus();
  const failure = failureBox(frame.failure, () => display.focus() || focusSearch());

  let choices: CurvesChoices = { measures: snapshot.measures, defaults: snapshot.curves, regions: [] };
  let view = standardCurves(choices);
  let places: readonly CurvePlace[] = [];
  /** Counts what was asked for, so that what comes late is known. */
  let asked = 0;
  let painting = 0;
  /** Names of regions that a sum lacks. */
  const parts = new Map<string, string>();
  const nameOf = (region: string) => parts.get(region) ?? region;

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
      frame.spoken.textContent = switchedWords(name ?? id, isShown);
    },
  );

  const paint = () => {
    cancelAnimationFrame(painting);
    painting = requestAnimationFrame(() => display.render({ view, places, totalsOf: source.peek, nameOf }));
  };
  /** Brings the page to the view: what is at hand at once, the rest when it has come. */
  const settle = async () => {
    const mine = asked;
    controls.set(view);
    failure.hide();
    try {
      places = await lookup.find(view.regions);
      if (mine !== asked) return;
      chips.render(places);
      const missing = places.filter(({ id }) => source.peek(id) === null);
      if (missing.length > 0) {
        frame.figure.setAttribute('aria-busy', 'true');
        if (missing.length < places.length) display.render({ view, places, totalsOf: source.peek, nameOf });
        await source.read(missing.map(({ id }) => id));
        await learnParts();
        if (mine !== asked) return;
      }
    } catch {
      if (mine !== asked) return;
      const lacking = places.filter(({ id }) => source.peek(id) === null).map(({ name }) => name);
      failure.show(lacking, settle);
    }
    frame.figure.removeAttribute('aria-busy');
    element.classList.remove('is-loading');
    display.render({ view, places, totalsOf: source.peek, nameOf });
    context.retitle();
  };
  /** Learns what the regions that sums lack are called; until then they go by their ids. */
  const learnParts = async () => {
    const ids = places.flatMap(({ id }) =>
      [...(source.peek(id)?.values() ?? [])].flatMap(({ lacks }) => lacks.flatMap(({ children }) => children)),
    );
    const unknown = [...new Set(ids)].filter(id => !parts.has(id));
    const found = unknown.length === 0 ? [] : await lookup.find(unknown).catch(() => []);
    for (const { id, name } of found) parts.set(id, name);
  };
  const change = (part: Partial<CurvesView>, step: Step = 'push') => {
    const isSamePlaces = part.regions === undefined;
    view = { ...view, ...part };
    context.tell([]);
    context.write(search(), step);
    frame.said.textContent = '';
    frame.spoken.textContent = '';
    if (isSamePlaces && !frame.figure.hasAttribute('aria-busy') && frame.failure.hidden) {
      controls.set(view);
      paint();
      return;
    }
    asked += 1;
    void settle();
  };
  const add = ({ id, name }: FoundPlace) => {
    box.clear();
    if (view.regions.includes(id)) frame.said.textContent = `${name} is among the places already.`;
    else if (view.regions.length >= MAX_PLACES)
      frame.said.textContent = `${MAX_PLACES} places are the most that fit. Remove one to add ${name}.`;
    else {
      change({ regions: [...view.regions, id] });
      frame.spoken.textContent = addedWords(name, view.regions.length);
    }
  };
  const remove = (gone: readonly string[]) => {
    const names = places.filter(({ id }) => gone.includes(id)).map(({ name }) => name);
    change({
      regions: view.regions.filter(id => !gone.includes(id)),
      hidden: view.hidden.filter(id => !gone.includes(id)),
    });
    frame.spoken.textContent = removedWords(names, view.regions.length);
  };

  const box = placeSearch(frame.search, {
    label: 'Add a place to the curves',
    placeholder: `Add a ${[...placeKinds(snapshot.maps).slice(0, 3), 'city'].join(', ').replace(/, (?=\w+$)/, ' or ')}`,
    source: placeSource(published),
    onChoose: add,
  });
  const chips = placeChips(frame.chips, {
    onRemove: id => remove([id]),
    onClear: () => remove(view.regions),
    onEmptied: focusSearch,
  });
  const controls = curvesControls(snapshot.measures, leading, snapshot.curves, change);
  frame.main.append(...controls.main);
  frame.fine.append(...controls.fine);
  element.classList.add('is-loading');
  controls.set(view);
  // Nothing can be chosen before it is known what there is.
  const setReady = (ready: boolean) => {
    for (const part of [frame.main, frame.chips, frame.fine]) part.inert = !ready;
  };
  setReady(false);
  onThemeChange(display.repaint);

  const open = async (wanted: string): Promise<void> => {
    asked += 1;
    const mine = asked;
    failure.hide();
    try {
      const regions = choices.regions.length > 0 ? choices.regions : await standardPlaces(published, lookup);
      choices = { ...choices, regions };
      const read = readCurvesView(wanted, choices);
      const found = [...new Set((await lookup.find(read.view.regions)).map(({ id }) => id))];
      if (mine !== asked) return;
      const known = [...found, ...snapshot.measures.map(({ id }) => id)];
      view = { ...read.view, regions: found, hidden: namesAmong(known, read.view.hidden) };
      const unknown = read.view.regions.filter(id => namesAmong(found, [id]).length === 0);
      const lost = unknown.length === 0 ? [] : [`There is no place ${listWords(unknown.map(id => `“${id}”`))} here.`];
      const notes = [...read.notes, ...lost];
      context.tell(notes);
      // What was refused stands in the notes; the address says what is shown.
      if (notes.length > 0 || `${found}` !== `${read.view.regions}`) context.write(search(), 'replace');
      setReady(true);
    } catch {
      if (mine === asked) failure.show([], () => open(wanted));
      return;
    }
    await settle();
  };
  // What the tab waits for is told in its own place: the page around it need not wait too.
  const show = (wanted: string) => {
    void open(wanted);
  };
  return { show, title: display.title };
}

/** Those of the known ids that are asked for, in small letters or large. */
function namesAmong(known: readonly string[], asked: readonly string[]): string[] {
  const wanted = asked.map(id => id.toLowerCase());
  return known.filter(id => wanted.includes(id.toLowerCase()));
}
