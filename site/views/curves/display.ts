import { addPeriods } from '../../../functions/measures/periods.ts';
import type { ScaleKind } from '../../address/choices.ts';
import { CATEGORICAL, inkOf, rootPx } from '../../charts/ink.ts';
import { currentTheme } from '../../color/theme.ts';
import { element } from '../../controls/element.ts';
import { exportBar } from '../../export/export-bar.ts';
import type { TabContext } from '../view.ts';
import type { CurvesView } from './address.ts';
import { curvesExportable, type ShownCurves } from './exportable.ts';
import { dayAxisLabel, emptiness, headingText, placesText, titleText, valueAxisLabel } from './format.ts';
import type { CurvesFrame } from './frame.ts';
import type { CurveStyle } from './layers.ts';
import { curvesLegend, legendContent } from './legend.ts';
import { curvesModel } from './model.ts';
import { curveNotes, describeCurves } from './notes.ts';
import { mapLinks, readoutAt } from './readout.ts';
import type { CurvePlace, PlaceTotals } from './source.ts';
import { chartStage, type StagePicture } from './stage.ts';

/** What is to be shown: a view, its places, and those of their totals that are loaded. */
export interface CurvesState {
  readonly view: CurvesView;
  readonly places: readonly CurvePlace[];
  readonly totalsOf: (id: string) => PlaceTotals | null;
  /** Names a region that a sum lacks; its id while the name is not known. */
  readonly nameOf: (region: string) => string;
}

interface CurvesDisplay {
  /** Draws a state; returns the scale in use. */
  readonly render: (state: CurvesState) => ScaleKind;
  /** Draws the same in the current colors of the page. */
  readonly repaint: () => void;
  readonly title: () => string;
  /** Moves the focus to the chart; false while there is none. */
  readonly focus: () => boolean;
}

/** Shows states in the frame: heading, chart, legend, notes and export bar. @param address the whole address of what is shown */
export function curvesDisplay(
  frame: CurvesFrame,
  { published, addressOf }: Pick<TabContext, 'published' | 'addressOf'>,
  address: () => string,
  onToggle: (id: string) => void,
): CurvesDisplay {
  const { snapshot } = published;
  const [leading] = snapshot.measures;
  if (leading === undefined) throw new Error(`the data set "${snapshot.dataset}" has no measure`);
  const { firstDate, lastDate, period, provisional } = snapshot;
  const provisionalFrom = provisional === 0 ? null : addPeriods(lastDate, 1 - provisional, period);
  const timeline = { firstDate, period, provisionalFrom };
  const stage = chartStage(frame.stage);
  let shown: { readonly curves: ShownCurves; readonly picture: StagePicture } | null = null;
  /** The region or measure pointed at in the legend. */
  let pointed: string | null = null;

  const style = (): CurveStyle => ({
    ink: { ...inkOf(frame.figure), rem: rootPx() },
    palette: CATEGORICAL[currentTheme()],
    faded: key => pointed !== null && !key.split(' ').includes(pointed),
  });
  const legend = curvesLegend(frame.legend, {
    onToggle,
    onPoint: id => {
      // What is hidden has no curve to stand out: all others would fade for nothing.
      const next = id !== null && shown?.curves.view.hidden.includes(id) ? null : id;
      if (next === pointed) return;
      pointed = next;
      if (shown !== null) stage.draw(shown.picture, style());
    },
  });

  const repaint = () => {
    if (shown === null) return;
    const { view, model, legend: groups } = shown.curves;
    const { ink, palette, faded } = style();
    legend.render(
      groups,
      { smooth: view.smooth, calendar: snapshot.period, corrections: model.corrections },
      { palette, ink: ink.strong },
    );
    stage.draw(shown.picture, { ink, palette, faded });
  };

  const render = ({ view: wanted, places, totalsOf, nameOf }: CurvesState) => {
    const model = curvesModel(wanted, { places, totalsOf, snapshot });
    const view = { ...wanted, scale: model.scale };
    const measures = snapshot.measures.filter(({ id }) => view.measures.includes(id));
    const title = titleText(measures, view, places, snapshot);
    const curves: ShownCurves = {
      view,
      model,
      title,
      nameOf,
      legend: legendContent(places, measures, view, snapshot.curves.noun),
    };
    const picture: StagePicture = {
      panels: model.panels,
      days: model.days,
      label: `Chart: ${title}`,
      calendar: snapshot.period,
      description: describeCurves(model.set, view, snapshot),
      readoutAt: (day, marked) => readoutAt(day, marked, { ...timeline, view, leading, nameOf }),
      linksAt: (day, marked, nearest) => mapLinks(day, marked, nearest, { view, snapshot, addressOf }),
    };
    pointed = null;
    shown = { curves, picture };
    frame.heading.textContent = headingText(measures, view, snapshot);
    frame.where.textContent = placesText(places);
    frame.valueAxis.textContent = valueAxisLabel(view, measures, snapshot.period);
    frame.dayAxis.textContent = dayAxisLabel(view.align, leading, { calendar: snapshot.period });
    frame.dayAxis.classList.toggle('visually-hidden', view.align === null);
    const empty = emptiness({ ...view, regions: places.map(({ id }) => id) }, model.set, leading);
    frame.empty.textContent = empty?.words ?? '';
    frame.empty.hidden = empty === null;
    const hasTotals = places.some(({ id }) => totalsOf(id) !== null);
    frame.figure.hidden = !hasTotals || empty?.inLegend === false;
    frame.figure.classList.toggle('is-blank', empty !== null);
    frame.exportBar.hidden = !hasTotals || empty !== null;
    const notes =
      empty === null ? curveNotes(model.set, view, snapshot, { colors: CATEGORICAL.light.length, nameOf }) : [];
    frame.notes.replaceChildren(...notes.map(note => element('li', {}, note)));
    frame.notes.hidden = notes.length === 0;
    repaint();
    return model.scale;
  };

  const current = () => {
    if (shown === null) throw new Error('no curves are shown yet');
    return shown.curves;
  };
  const plainStyle = () => {
    pointed = null;
    return style();
  };
  exportBar(frame.exportBar, curvesExportable(published, address, current, plainStyle));
  return {
    render,
    repaint,
    title: () => shown?.curves.title ?? 'Curves',
    focus: () => {
      stage.focus();
      return frame.stage.contains(document.activeElement);
    },
  };
}
