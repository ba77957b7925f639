import { PALETTES } from '../color/palette.ts';
import type { DayFigures } from '../data/day-figures.ts';
import type { MapData } from '../data/map-data.ts';
import { dateSlider } from '../date/date-slider.ts';
import { renderLegend } from '../legend/render-legend.ts';
import type { MapDrawing } from '../map/shape.ts';
import { shapeTargets } from '../map/shape-targets.ts';
import { topPlaces } from '../ranking/top-places.ts';
import { dateWords } from '../text/date-words.ts';
import { whenWords } from '../text/measure-words.ts';
import { readView, viewSearch } from '../view/read-view.ts';
import type { View } from '../view/view.ts';
import { writeAddress } from '../view/write-address.ts';
import { find } from '../shell/find.ts';
import { countedIn, headlineOf } from './headline.ts';
import { mapPanel } from './map-panel.ts';
import { mapPicture } from './map-picture.ts';
import { rankingPanel } from './ranking-panel.ts';
import { renderNotes } from '../shell/render-notes.ts';
import { currentTheme, onThemeChange } from '../shell/theme.ts';
import { viewControls } from './view-controls.ts';
import { renderWithoutShape } from './without-shape.ts';

/** Puts a map on the page and keeps picture, numbers and address in step with what the visitor chooses. */
export function mapPage(data: MapData, drawing: MapDrawing): void {
  const targets = shapeTargets(drawing.shapes, data.places);
  const panel = mapPanel(drawing);
  const ranking = rankingPanel();
  const { view: firstView, notes } = readView(location.search, data.choices);
  let view = firstView;
  let shown: { view: View; figures: DayFigures } | null = null;

  const draw = () => {
    if (shown === null) return;
    const { view, figures } = shown;
    const palette = PALETTES[currentTheme()];
    const picture = mapPicture(data, targets, view, figures);
    const top = topPlaces(data.places, figures, view.change);
    const headline = headlineOf(data, view, figures, top);
    const words = countedIn(data, view);
    const { figure, words: rest, summary } = headline;
    find('headline-figure', HTMLElement).textContent = figure;
    find('headline-words', HTMLElement).textContent = rest;
    find('summary', HTMLElement).textContent = summary;
    const label = `Map: ${words} in ${data.map.title} ${whenWords(view.date, view.change)}. ${summary}`;
    panel.render({ picture, figures, change: view.change, words, label }, palette);
    renderLegend(find('legend', HTMLElement), picture.scale, palette, {
      title: capitalized(words),
      used: new Set(picture.paints),
    });
    const none = `All ${data.map.title} have reported zero ${words} ${whenWords(view.date, view.change)}.`;
    ranking.render({ title: `Most ${words}`, ranked: top, scale: picture.scale, none }, palette);
    renderWithoutShape(find('without-shape', HTMLElement), picture.withoutShape, figures, view.change);
  };

  const show = (wanted: View, figures: DayFigures) => {
    if (wanted !== view) return;
    shown = { view, figures };
    find('panels', HTMLElement).removeAttribute('aria-busy');
    draw();
  };

  const fail = (wanted: View) => {
    if (wanted !== view) return;
    const rest = shown?.view ?? { ...view, date: data.latest.date };
    setView(rest);
    renderNotes([
      `The numbers of ${dateWords(wanted.date)} did not arrive. Still shown: ${dateWords(rest.date)}. ` +
        'Check the connection and choose the day again.',
    ]);
  };

  const setView = (next: View) => {
    view = next;
    controls.set(view);
    slider.set(view.date);
    find('date-words', HTMLElement).textContent = dateWords(view.date);
    writeAddress(viewSearch(view, data.choices));
    const ready = data.figures.peek(view.measure, view.date);
    if (ready) show(view, ready);
    else find('panels', HTMLElement).setAttribute('aria-busy', 'true');
  };

  const read = (wanted: View) => {
    data.figures.read(wanted.measure, wanted.date).then(
      figures => shown?.view === wanted || show(wanted, figures),
      () => shown?.view === wanted || fail(wanted),
    );
  };

  const change = (part: Partial<View>) => {
    const wanted = { ...view, ...part };
    renderNotes([]);
    setView(wanted);
    // Also for what is at hand: reading a day brings the months beside it near.
    read(wanted);
  };

  const controls = viewControls(data.measures, change);
  const slider = dateSlider(
    { input: find('date', HTMLInputElement), marks: find('date-marks', HTMLElement) },
    data.choices,
    date => change({ date }),
  );
  onThemeChange(draw);
  setView(firstView);
  renderNotes(notes);
  if (shown === null) read(firstView);
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
