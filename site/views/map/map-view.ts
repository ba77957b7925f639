import { mapOf, standardView, type View } from '../../address/choices.ts';
import { showFailure } from '../../app/page-state.ts';
import { PALETTES } from '../../color/palette.ts';
import { currentTheme, onThemeChange } from '../../color/theme.ts';
import { find } from '../../controls/element.ts';
import { type PlaceNames, placeNames } from '../../data/places.ts';
import { takeBar } from '../../export/export-bar.ts';
import { dateWords } from '../../format/numbers-and-dates.ts';
import type { FoundPlace } from '../../search/place-source.ts';
import type { OpenTab, Step, TabContext } from '../view.ts';
import { nearestDay, offeredMeasure, readView, viewSearch } from './address.ts';
import { chosenPlaces } from './chosen-places.ts';
import { viewControls } from './controls.ts';
import { mapTakeable } from './exportable.ts';
import { headlineOf, titleOf } from './headline.ts';
import { renderLegend, renderWithoutShape, withoutShapeWords } from './legend.ts';
import { legendOf } from './legend-of.ts';
import { leadOf, type Shown, shownOf, topPlaces } from './model.ts';
import { mapPanel } from './panel.ts';
import { placeFinder } from './place-finder.ts';
import { player } from './player.ts';
import { playerBar } from './player-bar.ts';
import { rankingPanel } from './ranking-panel.ts';
import { type MapSession, mapSessions } from './session.ts';

/** Moves through time that follow each other within so long are one step in the history. */
const STROLL_MS = 1000;
/** A film that waits for so long says so. */
const LATE_MS = 4000;

/** The map: keeps picture, numbers and address in step with what the visitor chooses. */
export function mapTab(context: TabContext): OpenTab {
  const { snapshot } = context.published;
  const names: PlaceNames = placeNames(context.published);
  const readSession = mapSessions(context.published, names);
  const sessions = new Map<string, MapSession>();
  let view: View = standardView(snapshot);
  let shown: Shown | null = null;
  let strolled = -Infinity;
  let notes: readonly string[] = [];
  let late = 0;
  /** Places whose names were asked for; some may have none. */
  const asked = new Set<string>();
  /** A place to go to as soon as its map is shown. */
  let sought: string | null = null;

  const busy = (isBusy: boolean) => {
    for (const part of [find('panels', HTMLElement), find('headline', HTMLElement)]) {
      if (isBusy) part.setAttribute('aria-busy', 'true');
      else part.removeAttribute('aria-busy');
    }
  };
  const tell = (next: readonly string[]) => {
    notes = next;
    context.tell(notes);
  };

  /** What is at hand of a view; null where something must be read first. */
  const shownNow = (wanted: View): Shown | null => {
    const session = sessions.get(wanted.map);
    const window = session?.data.figures.peek(wanted.measure, wanted.date, leadOf(wanted)) ?? null;
    return session === undefined || window === null ? null : shownOf(session, wanted, window);
  };
  /** Reads what a view needs; `around` also brings the months beside it near. */
  const readShown = async (wanted: View, around: boolean): Promise<Shown> => {
    const session = await readSession(wanted.map);
    sessions.set(wanted.map, session);
    const { peek, read } = session.data.figures;
    const day = [wanted.measure, wanted.date, leadOf(wanted)] as const;
    const window = (around ? null : peek(...day)) ?? (await read(...day));
    return shownOf(session, wanted, window);
  };

  /** Draws what a day changes; the rest waits until the days do not follow each other any more. */
  const draw = (settled: boolean) => {
    if (shown === null) return;
    const palette = PALETTES[currentTheme()];
    const top = topPlaces(shown.session.data.places, shown.values);
    const { figure, words, summary } = headlineOf(shown, top);
    find('headline-figure', HTMLElement).textContent = figure;
    find('headline-words', HTMLElement).textContent = words;
    find('summary', HTMLElement).textContent = summary;
    panel.render(shown, palette, settled);
    ranking.render(shown, top, palette, settled);
    if (!settled) return;
    markPlaces();
    panel.label(`Map: ${titleOf(shown)}. ${summary}`);
    renderLegend(find('legend', HTMLElement), legendOf(shown), palette);
    renderWithoutShape(find('without-shape', HTMLElement), shown);
    find('shape-credit', HTMLElement).textContent = `Shapes: ${shown.session.drawing.credit}.`;
    context.retitle();
    learnLacking(shown);
  };
  /** Learns what the parts that a sum lacks are called; until then they go by their ids. */
  const learnLacking = ({ heldBack }: Shown) => {
    const ids = [...heldBack.lacks.values()].flat().filter(id => names.nameOf(id) === undefined && !asked.has(id));
    if (ids.length === 0) return;
    for (const id of ids) asked.add(id);
    names.learn(ids).then(
      () => draw(true),
      () => undefined,
    );
  };

  const show = (next: Shown, settled = true) => {
    shown = next;
    busy(false);
    draw(settled);
    if (sought !== null && sought === next.view.place) arrive(sought);
  };

  /** Goes back to what is shown; it is all at hand, so nothing is read that might fail again. */
  const fail = (wanted: View, error: unknown) => {
    if (wanted !== view) return;
    sought = null;
    play.pause();
    if (shown === null) throw error;
    const missing = wanted.map === shown.view.map ? `The numbers of ${dateWords(wanted.date)}` : 'The map';
    view = shown.view;
    setControls();
    busy(false);
    context.write(viewSearch(view, snapshot), 'replace');
    tell([`${missing} did not arrive. Still shown: ${titleOf(shown)}. Check the connection and choose again.`]);
  };

  /** Shows a view as soon as it is at hand. Rejects where it cannot be read and no other one is shown. */
  const follow = async (wanted: View, around: boolean): Promise<void> => {
    const ready = shownNow(wanted);
    if (ready !== null) show(ready);
    else busy(true);
    try {
      const next = await readShown(wanted, around);
      if (wanted === view && shown?.view !== wanted) show(next);
    } catch (error) {
      fail(wanted, error);
    }
  };

  const setControls = () => {
    const map = mapOf(snapshot, view.map);
    controls.set(view);
    if (map) bar.set(view, map);
  };
  const setView = (next: View, step: Step) => {
    view = next;
    setControls();
    context.write(viewSearch(view, snapshot), step);
    follow(view, true).catch(showFailure);
  };

  const change = (part: Partial<View>) => {
    tell([]);
    setView(onMap({ ...view, ...part }), 'push');
  };
  /** Another map may have other days and measures, and has other places. */
  const onMap = (next: View): View => {
    const map = mapOf(snapshot, next.map);
    if (next.map === view.map || map === undefined) return next;
    const day = nearestDay(next.date, map);
    const { measure, note } = offeredMeasure(next.measure, next.map, snapshot);
    const sentences = [day.note, note].filter(sentence => sentence !== null);
    if (sentences.length > 0) tell(sentences);
    return { ...next, place: null, measure, date: day.date };
  };
  const stroll = (date: string) => {
    const now = performance.now();
    const step: Step = now - strolled > STROLL_MS ? 'push' : 'replace';
    strolled = now;
    if (play.state() !== 'resting') play.pause();
    tell([]);
    setView({ ...view, date }, step);
  };

  const play = player({
    firstDate: () => mapOf(snapshot, view.map)?.firstDate ?? view.date,
    lastDate: () => mapOf(snapshot, view.map)?.lastDate ?? view.date,
    date: () => view.date,
    speed: () => view.speed,
    loop: () => view.loop,
    isReady: date => shownReady(date),
    prepare: date => sessions.get(view.map)?.data.figures.ahead(view.measure, date),
    show: date => {
      view = { ...view, date };
      setControls();
      const next = shownNow(view);
      if (next !== null) show(next, false);
    },
    onState: state => {
      bar.setState(state);
      clearTimeout(late);
      if (state === 'waiting')
        late = window.setTimeout(
          () => tell(['The next numbers are late. The film goes on when they arrive.']),
          LATE_MS,
        );
      else if (state === 'playing') tell([]);
      if (state !== 'resting') return;
      context.write(viewSearch(view, snapshot), 'replace');
      follow(view, true).catch(showFailure);
    },
  });
  const shownReady = (date: string) =>
    sessions.get(view.map)?.data.figures.peek(view.measure, date, leadOf(view)) != null;

  const choose = (places: readonly string[], adds: boolean) => {
    const regions = adds ? [...new Set([...view.regions, ...places])] : view.regions;
    setView({ ...view, place: places[0] ?? null, regions }, 'replace');
  };
  /** Goes to a place, on its own map. */
  const pointOut = ({ id, map }: FoundPlace) => {
    const isHere = map === view.map;
    tell([]);
    sought = id;
    setView({ ...onMap({ ...view, map }), place: id }, isHere ? 'replace' : 'push');
    learnPlaces(view).catch(() => undefined);
  };
  const arrive = (place: string) => {
    sought = null;
    if (!panel.goTo(place)) tellWithoutShape(place);
  };
  const tellWithoutShape = (id: string | null) => {
    const place = shown?.session.data.places.find(place => place.id === id);
    if (shown !== null && place !== undefined) tell([...notes, withoutShapeWords(shown, place)]);
  };
  const markPlaces = () => {
    panel.mark(view.place, view.regions);
    const named = (id: string) => ({ id, name: names.nameOf(id) ?? id });
    const search = withRegions(context.searchOf('curves'), view.regions);
    context.offer('curves', view.regions.length === 0 ? null : search);
    const pointed = view.place === null ? null : named(view.place);
    chosen.set(view.regions.map(named), pointed, context.addressOf('curves', search));
  };
  /** Learns the names of the places in the address, and takes those out that nobody knows or this map has not. */
  const learnPlaces = async (wanted: View) => {
    const { place, regions, map } = wanted;
    const ids = [...regions, ...(place === null ? [] : [place])];
    if (ids.length === 0) return;
    await names.learn(ids);
    if (view.place !== place || view.regions !== regions || view.map !== map) return;
    const unknown = [...new Set(ids)].filter(id => names.nameOf(id) === undefined);
    const isElsewhere = place !== null && !unknown.includes(place) && !names.isOn(place, map);
    const sentences = [
      ...(unknown.length === 0 ? [] : [`There is no place “${unknown.join('”, “')}” here.`]),
      ...(isElsewhere ? [`${names.nameOf(place)} is not on this map.`] : []),
    ];
    if (sentences.length > 0) {
      tell([...notes, ...sentences]);
      const keptPlace = place === null || isElsewhere || unknown.includes(place) ? null : place;
      view = { ...view, place: keptPlace, regions: regions.filter(id => !unknown.includes(id)) };
      context.write(viewSearch(view, snapshot), 'replace');
    }
    markPlaces();
  };

  const panel = mapPanel({
    choose: (places, adds) => {
      choose(places, adds);
      learnPlaces(view).catch(() => undefined);
    },
    release: () => setView({ ...view, place: null }, 'replace'),
  });
  const ranking = rankingPanel();
  const chosen = chosenPlaces({
    add: place => choose([place], true),
    remove: place => setView({ ...view, regions: view.regions.filter(id => id !== place) }, 'replace'),
    clear: () => setView({ ...view, regions: [] }, 'replace'),
  });
  const controls = viewControls(snapshot, change);
  const bar = playerBar({
    date: stroll,
    toggle: () => (play.state() === 'resting' ? play.play() : play.pause()),
    change,
  });
  placeFinder(find('place-search', HTMLElement), context.published, () => shown, pointOut);
  takeBar(
    find('take', HTMLElement),
    mapTakeable({
      context,
      shown: () => {
        if (shown === null) throw new Error('the map is not there yet');
        return shown;
      },
      read: wanted => readShown(wanted, false),
    }),
  );
  onThemeChange(() => draw(true));

  return {
    show: async search => {
      play.pause();
      const read = readView(search, snapshot);
      view = read.view;
      setControls();
      tell(read.notes);
      await follow(view, shown !== null);
      // A link to a place tells its figures at once, also to those who hear the page, and where no shape can.
      if (!panel.announce()) tellWithoutShape(view.place);
      learnPlaces(view).catch(() => undefined);
    },
    hide: () => play.pause(),
    title: () => (shown === null ? snapshot.title : titleOf(shown)),
  };
}

/** The search part of the curves with some places added to those that they have. */
function withRegions(search: string, regions: readonly string[]): string {
  const query = new URLSearchParams(search);
  const known = query.get('regions')?.split(',').filter(Boolean) ?? [];
  query.set('regions', [...new Set([...known, ...regions])].join(','));
  return `?${query}`;
}
