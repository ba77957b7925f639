import { mapOf, standardView, type View } from '../../address/choices.ts';
import { placeWithin } from '../../address/path.ts';
import { PALETTES } from '../../color/palette.ts';
import { currentTheme, onThemeChange } from '../../color/theme.ts';
import { find } from '../../controls/element.ts';
import { placeNames } from '../../data/places.ts';
import { exportBar } from '../../export/export-bar.ts';
import { formatPeriod } from '../../format/periods.ts';
import { drawingCredit } from '../../geo/shape.ts';
import type { FoundPlace } from '../../search/place-source.ts';
import type { OpenTab, Step, TabContext } from '../view.ts';
import { readView, viewOnMap, viewSearch } from './address.ts';
import { chosenPlaces, knownPlaces } from './chosen-places.ts';
import { viewControls } from './controls.ts';
import { mapExportable } from './exportable.ts';
import { headlineOf, titleOf } from './headline.ts';
import { lackingNames } from './held-back.ts';
import { legendOf, renderLegend, renderWithoutShape, withoutShapeNote } from './legend.ts';
import { type Shown, topOf } from './model.ts';
import { mapPanel } from './panel.ts';
import { placeFinder } from './place-finder.ts';
import { playerBar } from './player-bar.ts';
import { rankingPanel } from './ranking-panel.ts';
import { mapSource } from './session.ts';

/** The map: keeps picture, numbers and address in step with what the visitor chooses. */
export function mapTab(context: TabContext): OpenTab {
  const { snapshot } = context.published;
  const names = placeNames(context.published);
  const learnLacking = lackingNames(names);
  const source = mapSource(context.published, names);
  let view: View = standardView(snapshot);
  let shown: Shown | null = null;
  let notes: readonly string[] = [];
  /** A place to go to as soon as its map is shown. */
  let destination: string | null = null;

  const setBusy = (isBusy: boolean) => {
    for (const id of ['panels', 'headline']) find(id, HTMLElement).ariaBusy = isBusy ? 'true' : null;
  };
  const showNotes = (next: readonly string[]) => {
    notes = next;
    context.showNotes(notes);
  };

  /** Draws what changes with the day. The rest waits until the animation has stopped. */
  const draw = (settled: boolean) => {
    if (shown === null) return;
    const palette = PALETTES[currentTheme()];
    const top = topOf(shown);
    const { figure, words, summary } = headlineOf(shown, top);
    write('headline-figure', figure);
    write('headline-words', words);
    write('summary', summary);
    panel.render(shown, palette, settled);
    ranking.render(shown, top, palette, settled);
    if (!settled) return;
    const hasPeople = shown.session.data.places.some(({ population }) => population !== null);
    controls.settle(shown.scale.kind, hasPeople, shown.view);
    markPlaces();
    panel.label(`Map: ${titleOf(shown)}. ${summary}`);
    renderLegend(find('legend', HTMLElement), legendOf(shown), palette);
    renderWithoutShape(find('without-shape', HTMLElement), shown);
    write('shape-credit', drawingCredit(shown.session.drawing));
    context.retitle();
    learnLacking(shown).then(
      isNew => isNew && draw(true),
      () => undefined,
    );
  };
  const markPlaces = () => {
    panel.mark(view.place, view.regions);
    chosen.render(view);
  };
  const show = (next: Shown, settled = true) => {
    shown = next;
    setBusy(false);
    draw(settled);
    if (destination !== null && destination === next.view.place) arrive(destination);
  };

  /** Goes back to what is shown. All of that is loaded, so nothing can fail again. */
  const recover = (wanted: View, error: unknown) => {
    if (wanted !== view) return;
    destination = null;
    player.pause();
    if (shown === null) throw error;
    const missing =
      wanted.map === shown.view.map ? `The data of ${formatPeriod(wanted.date, snapshot.period)}` : 'The map';
    view = shown.view;
    setControls();
    setBusy(false);
    writeAddress('replace');
    showNotes([`${missing} did not load. Still shown: ${titleOf(shown)}. Check the connection and choose again.`]);
  };

  /** Shows a view as soon as it is loaded. Rejects if it cannot be read and no other one is shown. */
  const follow = async (wanted: View, around: boolean): Promise<void> => {
    const ready = source.peek(wanted);
    if (ready !== null) show(ready);
    else setBusy(true);
    try {
      const next = await source.read(wanted, around);
      if (wanted === view && shown?.view !== wanted) show(next);
    } catch (error) {
      recover(wanted, error);
    }
  };

  const writeAddress = (step: Step) => context.write(viewSearch(view, snapshot), step);
  const setControls = () => {
    controls.set(view);
    player.set(view);
  };
  const setView = (next: View, step: Step) => {
    view = next;
    setControls();
    writeAddress(step);
    follow(view, true).catch(context.fail);
  };
  const change = (part: Partial<View>) => {
    const next = moved({ ...view, ...part });
    showNotes(next.notes);
    setView(next.view, 'push');
  };
  /** Another map may have other days and measures, and has other places. */
  const moved = (next: View) => (next.map === view.map ? { view: next, notes: [] } : viewOnMap(next, snapshot));

  const select = (places: readonly string[], adds: boolean) => {
    const regions = adds ? [...new Set([...view.regions, ...places])] : view.regions;
    setView({ ...view, place: places[0] ?? null, regions }, 'replace');
  };
  /** Goes to a place, on its own map. */
  const goTo = ({ id, map }: FoundPlace) => {
    const isHere = map === view.map;
    const next = moved({ ...view, map });
    showNotes(next.notes);
    destination = id;
    setView({ ...next.view, place: id }, isHere ? 'replace' : 'push');
    checkPlaces(view).catch(() => undefined);
  };
  const arrive = (place: string) => {
    destination = null;
    if (!panel.goTo(place)) noteWithoutShape(place);
  };
  const noteWithoutShape = (id: string | null) => {
    const place = shown?.session.data.places.find(place => place.id === id);
    if (shown !== null && place !== undefined) showNotes([...notes, withoutShapeNote(shown, place)]);
  };
  /** Learns the names of the places in the address, and drops those that do not exist or are not on this map. */
  const checkPlaces = async (wanted: View) => {
    const { place, regions, map } = wanted;
    const ids = [...regions, ...(place === null ? [] : [place])];
    if (ids.length === 0) return;
    await names.learn(ids);
    if (view.place !== place || view.regions !== regions || view.map !== map) return;
    const known = knownPlaces(view, names);
    if (known.notes.length > 0) {
      showNotes([...notes, ...known.notes]);
      view = { ...view, place: known.place, regions: known.regions };
      writeAddress('replace');
    }
    markPlaces();
  };

  const panel = mapPanel({
    select: (places, adds) => {
      select(places, adds);
      checkPlaces(view).catch(() => undefined);
    },
    deselect: () => setView({ ...view, place: null }, 'replace'),
  });
  const ranking = rankingPanel(id => context.addressOf('place', placeWithin(id)));
  const chosen = chosenPlaces(context, names, {
    add: place => select([place], true),
    remove: place => setView({ ...view, regions: view.regions.filter(id => id !== place) }, 'replace'),
    clear: () => setView({ ...view, regions: [] }, 'replace'),
  });
  const controls = viewControls(snapshot, change);
  const player = playerBar(snapshot.period, {
    view: () => view,
    days: () => mapOf(snapshot, view.map) ?? { firstDate: view.date, lastDate: view.date },
    choose: (date, step) => {
      showNotes([]);
      setView({ ...view, date }, step);
    },
    change,
    isReady: date => source.isLoaded({ ...view, date }),
    prepare: date => source.prefetch({ ...view, date }),
    show: date => {
      view = { ...view, date };
      setControls();
      const next = source.peek(view);
      if (next !== null) show(next, false);
    },
    rest: () => {
      writeAddress('replace');
      follow(view, true).catch(context.fail);
    },
    showNotes,
  });
  placeFinder(find('place-search', HTMLElement), context.published, () => shown, goTo);
  exportBar(
    find('export', HTMLElement),
    mapExportable({
      context,
      shown: () => {
        if (shown === null) throw new Error('the map is not loaded yet');
        return shown;
      },
      read: wanted => source.read(wanted, false),
    }),
  );
  onThemeChange(() => draw(true));

  return {
    show: async search => {
      player.pause();
      const read = readView(search, snapshot);
      view = read.view;
      setControls();
      showNotes(read.notes);
      await follow(view, shown !== null);
      // A link to a place speaks its figures at once, even if no shape can show them.
      if (!panel.announce()) noteWithoutShape(view.place);
      checkPlaces(view).catch(() => undefined);
    },
    hide: () => player.pause(),
    title: () => (shown === null ? snapshot.title : titleOf(shown)),
  };
}

function write(id: string, text: string): void {
  find(id, HTMLElement).textContent = text;
}
