import { type ChartPanel, chartPanel, type PanelPicture } from './chart-panel.ts';
import type { ChartStyle } from './curve-chart.ts';
import type { MarkedCurve } from './curve-layers.ts';
import type { Readout } from './readout-content.ts';
import { type MapLink, readoutPanel } from './readout-panel.ts';

export interface StagePicture {
  readonly panels: readonly PanelPicture[];
  readonly days: readonly [number, number];
  /** What the chart is called by those who hear the page, and what it says in short. */
  readonly label: string;
  readonly description: string;
  readonly readoutAt: (day: number, curves: readonly MarkedCurve[]) => Readout;
  /** Links to the map of a day, the place of an id first. */
  readonly linksAt: (day: number, curves: readonly MarkedCurve[], nearest: string | null) => readonly MapLink[];
}

export interface ChartStage {
  readonly draw: (picture: StagePicture, style: ChartStyle) => void;
}

const WEEK = 7;
/** Between the cross and the box beside it. */
const GAP_PX = 14;

/** The charts, with one cross over all of them that pointer, touch and keys move from day to day. */
export function chartStage(element: HTMLElement): ChartStage {
  const stage = document.createElement('div');
  stage.className = 'curves-stage';
  stage.tabIndex = 0;
  stage.setAttribute('role', 'application');
  stage.setAttribute('aria-roledescription', 'chart');
  stage.setAttribute('aria-describedby', 'curves-description');
  const description = document.createElement('p');
  description.id = 'curves-description';
  description.className = 'visually-hidden';
  const live = document.createElement('p');
  live.className = 'visually-hidden curves-spoken';
  live.setAttribute('role', 'status');
  let panels: ChartPanel[] = [];
  let shown: { readonly picture: StagePicture; readonly style: ChartStyle } | null = null;
  let day: number | null = null;

  const rest = (focus: boolean) => {
    readout.hide();
    move(null, null, false);
    if (focus) stage.focus();
  };
  const readout = readoutPanel(() => rest(true));

  const curvesOf = (panel: ChartPanel | null): readonly MarkedCurve[] => {
    const chosen = panel === null ? undefined : shown?.picture.panels[panels.indexOf(panel)];
    return chosen?.curves ?? shown?.picture.panels.flatMap(({ curves }) => curves) ?? [];
  };
  const move = (next: number | null, panel: ChartPanel | null, speak: boolean) => {
    day = next;
    if (shown === null) return;
    const { picture, style } = shown;
    for (const each of panels) each.point(next, style);
    if (next === null) return readout.hide();
    const content = picture.readoutAt(next, curvesOf(panel));
    readout.render(content, { palette: style.palette, ink: style.ink.strong });
    const beside = panel ?? panels[0];
    if (beside !== undefined) place(readout.element, element, beside, next);
    if (speak) live.textContent = content.spoken;
  };
  const pin = (at: number, panel: ChartPanel | null, nearest: string | null) => {
    if (shown === null) return;
    move(at, panel, false);
    readout.pin(shown.picture.linksAt(at, curvesOf(panel), nearest));
    const beside = panel ?? panels[0];
    if (beside !== undefined) place(readout.element, element, beside, at);
  };

  const panelOf = (event: Event) => panels.find(panel => event.composedPath().includes(panel.element)) ?? null;
  stage.addEventListener('pointermove', event => {
    const panel = panelOf(event);
    if (panel !== null && !readout.isPinned()) move(panel.dayAt(event.clientX), panel, false);
  });
  stage.addEventListener('pointerleave', () => {
    if (!readout.isPinned()) move(null, null, false);
  });
  stage.addEventListener('click', event => {
    const panel = panelOf(event);
    const at = panel?.dayAt(event.clientX) ?? null;
    if (panel !== null && at !== null) pin(at, panel, panel.nearestPlace(at, event.clientY));
  });
  stage.addEventListener('keydown', event => {
    if (shown === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const { days } = shown.picture;
    const next = dayAfter(event.key, day, days);
    if (next !== null) move(next, null, true);
    else if (event.key === 'Enter' && day !== null) {
      pin(day, null, null);
      readout.element.querySelector<HTMLElement>('a, button:not([hidden])')?.focus();
    } else if (event.key === 'Escape') rest(false);
    else return;
    event.preventDefault();
  });
  stage.addEventListener('blur', event => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && readout.element.contains(to)) && !readout.isPinned()) move(null, null, false);
  });
  element.append(stage, readout.element, description, live);

  const draw: ChartStage['draw'] = (picture, style) => {
    const count = picture.panels.length;
    for (const panel of panels.slice(count)) panel.close();
    panels = Array.from({ length: count }, (_, index) => panels[index] ?? chartPanel());
    stage.replaceChildren(...panels.map(panel => panel.element));
    stage.classList.toggle(
      'is-apart',
      picture.panels.some(({ title }) => title !== null),
    );
    stage.setAttribute('aria-label', `${picture.label}. Left and Right move by day, Enter offers the map of the day.`);
    description.textContent = picture.description;
    const isSame = shown?.picture === picture;
    shown = { picture, style };
    for (const [index, panel] of picture.panels.entries()) panels[index]?.draw(panel, style);
    if (isSame) for (const panel of panels) panel.point(day, style);
    else rest(false);
  };
  return { draw };
}

/** The day that a key leads to; the first press shows the last day. */
function dayAfter(key: string, day: number | null, [first, last]: readonly [number, number]): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: WEEK, PageDown: -WEEK };
  if (key === 'Home') return first;
  if (key === 'End') return last;
  const step = steps[key];
  if (step === undefined) return null;
  return day === null ? last : Math.min(Math.max(day + step, first), last);
}

/** Puts the box beside the cross, on the side with more room. */
function place(box: HTMLElement, around: HTMLElement, panel: ChartPanel, day: number): void {
  const outer = around.getBoundingClientRect();
  const inner = panel.element.getBoundingClientRect();
  const left = inner.left - outer.left + panel.crossLeft(day);
  const fits = left + GAP_PX + box.offsetWidth <= outer.width;
  const wanted = fits ? left + GAP_PX : left - GAP_PX - box.offsetWidth;
  box.style.left = `${Math.max(0, Math.min(wanted, outer.width - box.offsetWidth))}px`;
  box.style.top = `${inner.top - outer.top + GAP_PX}px`;
}
