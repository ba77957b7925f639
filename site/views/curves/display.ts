import { CATEGORICAL, inkOf, textPx } from '../../charts/ink.ts';
import type { ChartStyle } from '../../charts/line-chart.ts';
import { currentTheme } from '../../color/theme.ts';
import { takeBar } from '../../export/export-bar.ts';
import type { TabContext } from '../view.ts';
import type { CurvesView } from './address.ts';
import { curvesCall, curvesFileName, curvesTable } from './exportable.ts';
import { dayAxisWords, emptiness, valueAxisWords, whatWords, whereWords } from './format.ts';
import type { CurvesFrame } from './frame.ts';
import { curvesLegend, keyWords, legendContent } from './legend.ts';
import { mapLinks } from './map-links.ts';
import type { CurvePlace } from './model.ts';
import { curveNotes } from './notes.ts';
import { curvesPicture } from './picture.ts';
import { describeCurves, readoutAt } from './readout.ts';
import { curvesRemarks } from './remarks.ts';
import { type CurvesScene, curvesScene } from './scene.ts';
import type { Totals } from './series-source.ts';
import { chartStage } from './stage.ts';

/** What is to be shown: a view, its places, and of their totals what is at hand. */
export interface CurvesState {
  readonly view: CurvesView;
  readonly places: readonly CurvePlace[];
  readonly totalsOf: (id: string) => Totals | null;
  /** The names of regions that a sum lacks, as far as they are known. */
  readonly nameOf: (region: string) => string;
}

export interface CurvesDisplay {
  readonly render: (state: CurvesState) => void;
  /** Paints the same in the colours of now. */
  readonly repaint: () => void;
  readonly title: () => string;
  /** Brings the focus to the chart; false where there is none to see. */
  readonly focus: () => boolean;
}

/** A picture is as large whatever the letters of the page are. */
const PICTURE_FONT_PX = 12;

/** Heading, chart, legend, notes, and what can be taken along. @param address the whole address of what is shown */
export function curvesDisplay(
  frame: CurvesFrame,
  { published, addressOf }: Pick<TabContext, 'published' | 'addressOf'>,
  address: () => string,
  onToggle: (id: string) => void,
): CurvesDisplay {
  const { snapshot } = published;
  const [leading] = snapshot.measures;
  if (leading === undefined) throw new Error(`the data set "${snapshot.dataset}" has no measure`);
  const stage = chartStage(frame.stage);
  let shown: {
    readonly state: CurvesState;
    readonly scene: CurvesScene;
    readonly picture: Parameters<typeof stage.draw>[0];
  } | null = null;
  let pointed: string | null = null;

  const style = (): ChartStyle => ({
    ink: inkOf(frame.figure),
    palette: CATEGORICAL[currentTheme()],
    fontPx: textPx(),
    faded: key => pointed !== null && !key.split(' ').includes(pointed),
  });
  const legend = curvesLegend(frame.legend, {
    onToggle,
    onPoint: id => {
      // What is switched off has no curve to bring out: all others would stand back for nothing.
      const next = id !== null && shown?.state.view.hidden.includes(id) ? null : id;
      if (next === pointed) return;
      pointed = next;
      if (shown !== null) stage.draw(shown.picture, style());
    },
  });
  const measuresOf = ({ view }: CurvesState) => snapshot.measures.filter(({ id }) => view.measures.includes(id));
  const titleOf = (state: CurvesState) => `${whatWords(measuresOf(state), state.view)}${inWords(state.places)}`;
  const legendOf = ({ places, view }: CurvesState) =>
    legendContent(
      places,
      snapshot.measures.filter(({ id }) => view.measures.includes(id)),
      view,
      snapshot.curves.noun,
    );

  const repaint = () => {
    if (shown === null) return;
    const { state, scene, picture } = shown;
    const now = style();
    const keys = { smooth: state.view.smooth, corrections: scene.corrections };
    legend.render(legendOf(state), keys, { palette: now.palette, ink: now.ink.strong });
    stage.draw(picture, now);
  };

  const render = (state: CurvesState) => {
    const { view, places } = state;
    const scene = curvesScene({ ...state, snapshot });
    const context = { view, firstDate: snapshot.firstDate, leading, nameOf: state.nameOf };
    pointed = null;
    const picture = {
      panels: scene.panels,
      days: scene.days,
      label: `Chart: ${titleOf(state)}`,
      description: describeCurves(scene.set, view, snapshot.firstDate),
      readoutAt: (day: number, curves: Parameters<typeof readoutAt>[1]) => readoutAt(day, curves, context),
      linksAt: (day: number, curves: Parameters<typeof mapLinks>[1], nearest: Parameters<typeof mapLinks>[2]) =>
        mapLinks(day, curves, nearest, { view, snapshot, addressOf }),
    };
    shown = { state, scene, picture };
    frame.heading.textContent = whatWords(measuresOf(state), view);
    frame.where.textContent = inWords(places).trim();
    frame.valueAxis.textContent = valueAxisWords(view, measuresOf(state));
    frame.dayAxis.textContent = dayAxisWords(view.align, leading);
    frame.dayAxis.classList.toggle('visually-hidden', view.align === null);
    const empty = emptiness({ ...view, regions: places.map(({ id }) => id) }, scene.set, leading);
    frame.empty.textContent = empty?.words ?? '';
    frame.empty.hidden = empty === null;
    const isBare = places.every(({ id }) => state.totalsOf(id) === null);
    frame.figure.hidden = isBare || empty?.inLegend === false;
    frame.figure.classList.toggle('is-blank', empty !== null);
    frame.take.hidden = isBare || empty !== null;
    const sentences = empty === null ? curveNotes(scene, view, snapshot, CATEGORICAL.light.length, state.nameOf) : [];
    const notes = sentences.map(text => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    });
    frame.notes.replaceChildren(...notes);
    frame.notes.hidden = notes.length === 0;
    repaint();
  };

  const current = () => {
    if (shown === null) throw new Error('no curves are shown yet');
    return shown;
  };
  takeBar(frame.take, {
    fileName: () => curvesFileName(current().state.view, snapshot),
    title: () => titleOf(current().state),
    address,
    call: () => new URL(curvesCall(current().state.view, snapshot.dataset, published.id), location.href).href,
    table: () => curvesTable(current().scene.set, current().state.view, snapshot),
    remarks: () => {
      const { scene, state } = current();
      return curvesRemarks(scene.set, state.view, curvesTable(scene.set, state.view, snapshot).columns, state.nameOf);
    },
    picture: async () => {
      const { state, scene } = current();
      pointed = null;
      return curvesPicture(
        {
          title: titleOf(state),
          valueAxis: frame.valueAxis.textContent ?? '',
          dayAxis: frame.dayAxis.textContent ?? '',
          panels: scene.panels,
          legend: legendOf(state),
          key: `${keyWords(state.view.smooth)}${scene.corrections === null ? '' : ` × ${scene.corrections}`}`,
          source: `Data: ${snapshot.source.name}, ${snapshot.licence.name}. ${address()}`,
        },
        { ...style(), fontPx: PICTURE_FONT_PX },
      );
    },
  });
  return {
    render,
    repaint,
    title: () => (shown === null ? 'Curves' : titleOf(shown.state)),
    focus: () => {
      stage.focus();
      return frame.stage.contains(document.activeElement);
    },
  };
}

function inWords(places: readonly CurvePlace[]): string {
  return places.length === 0 ? '' : ` in ${whereWords(places.map(({ name }) => name))}`;
}
