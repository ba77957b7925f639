import { type Calendar, DAILY } from '../../../functions/contract/period.ts';
import { element } from '../../controls/element.ts';
import { speakAtRest } from '../../controls/speak-at-rest.ts';
import { LEAPS, periodNoun } from '../../format/periods.ts';
import { type ChartPanel, chartPanel } from './chart-panel.ts';
import { type CurveStyle, curveKey, type MarkedCurve, type Panel } from './layers.ts';
import type { MapLink, Readout } from './readout.ts';
import { readoutPanel } from './readout-panel.ts';

export interface StagePicture {
  readonly panels: readonly Panel[];
  readonly days: readonly [number, number];
  readonly calendar: Calendar;
  /** The name of the chart and a summary, for screen readers. */
  readonly label: string;
  readonly description: string;
  readonly readoutAt: (day: number, curves: readonly MarkedCurve[]) => Readout;
  /** Links to the map on a day, the place of one curve first. */
  readonly linksAt: (day: number, curves: readonly MarkedCurve[], nearest: MarkedCurve | null) => readonly MapLink[];
}

export interface ChartStage {
  readonly draw: (picture: StagePicture, style: CurveStyle) => void;
  readonly focus: () => void;
}

/** What is pointed at: a day, in one chart or in all of them, and the curve that is closest or picked. */
interface Target {
  readonly day: number;
  readonly panel: ChartPanel | null;
  readonly one: MarkedCurve | null;
}

/** Between the crosshair and the readout beside it. */
const GAP_PX = 14;
/** Rows and links of the readout: more would hide the chart. A narrow screen shows fewer. */
const NARROW = '(max-width: 40rem)';
const FEW_ROWS = 8;
const MANY_ROWS = 12;

/** The charts, with one crosshair over all of them that pointer, touch and keys move from day to day. */
export function chartStage(root: HTMLElement): ChartStage {
  const stage = element('div', { className: 'curves-stage', tabIndex: 0, role: 'application' });
  stage.setAttribute('aria-roledescription', 'chart');
  stage.setAttribute('aria-describedby', 'curves-description');
  const description = element('p', { id: 'curves-description', className: 'visually-hidden' });
  const live = element('p', { className: 'visually-hidden curves-spoken', role: 'status' });
  const speech = speakAtRest(live);
  let panels: ChartPanel[] = [];
  let shown: { readonly picture: StagePicture; readonly style: CurveStyle } | null = null;
  let target: Target | null = null;

  const rest = (focus: boolean) => {
    move(null);
    if (focus) stage.focus();
  };
  const readout = readoutPanel(() => rest(true));

  const curvesOf = (panel: ChartPanel | null): readonly MarkedCurve[] => {
    const chosen = panel === null ? undefined : shown?.picture.panels[panels.indexOf(panel)];
    return chosen?.curves ?? shown?.picture.panels.flatMap(({ curves }) => curves) ?? [];
  };
  const move = (next: Target | null) => {
    target = next;
    speech.cancel();
    if (shown === null) return;
    const { picture, style } = shown;
    const key = next?.one == null ? null : curveKey(next.one.curve);
    for (const each of panels) each.point(next?.day ?? null, key, style);
    if (next === null) return readout.hide();
    const most = mostRows();
    const curves = curvesOf(next.panel);
    const content = picture.readoutAt(next.day, curves.length > most ? nearestFirst(curves, next.one) : curves);
    readout.render(content, { palette: style.palette, ink: style.ink.strong }, { most, nearest: key });
    placeReadout(next);
  };
  const placeReadout = ({ panel, day }: Target) => {
    const beside = panel ?? panels[0];
    if (beside !== undefined) placeBeside(readout.element, root, beside, day);
  };
  const moveByKey = (next: Target) => {
    move(next);
    const curves = next.one === null ? curvesOf(null) : [next.one];
    if (shown !== null) speech.say(shown.picture.readoutAt(next.day, curves).spoken);
  };
  const pin = (at: Target) => {
    if (shown === null) return;
    move(at);
    readout.pin(shown.picture.linksAt(at.day, curvesOf(at.panel), at.one).slice(0, mostRows()));
    placeReadout(at);
  };

  const targetOf = (event: MouseEvent): Target | null => {
    const panel = panels.find(candidate => event.composedPath().includes(candidate.element)) ?? null;
    const day = panel?.dayAt(event.clientX) ?? null;
    return panel === null || day === null ? null : { day, panel, one: panel.nearest(day, event.clientY) };
  };
  stage.addEventListener('pointermove', event => {
    const at = readout.isPinned() ? null : targetOf(event);
    if (at !== null) move(at);
  });
  stage.addEventListener('pointerleave', () => {
    if (!readout.isPinned()) move(null);
  });
  stage.addEventListener('click', event => {
    const at = targetOf(event);
    if (at !== null) pin(at);
  });
  stage.addEventListener('keydown', event => {
    if (shown === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const { picture } = shown;
    const { days } = picture;
    const one = target?.one ?? null;
    const day = dayAfter(event.key, target?.day ?? null, days, picture.calendar);
    const curve = curveAfter(event.key, one, curvesOf(null));
    if (day !== null) moveByKey({ day, panel: null, one });
    else if (curve !== null) moveByKey({ day: target?.day ?? days[1], panel: null, one: curve });
    else if (event.key === 'Enter' && target !== null) {
      pin({ ...target, panel: null });
      readout.element.querySelector<HTMLElement>('a, button:not([hidden])')?.focus();
    } else if (event.key === 'Escape') rest(false);
    else return;
    event.preventDefault();
  });
  stage.addEventListener('blur', event => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && readout.element.contains(to)) && !readout.isPinned()) move(null);
  });
  root.prepend(stage);
  root.append(readout.element, description, live);

  const draw: ChartStage['draw'] = (picture, style) => {
    const noun = periodNoun(picture.calendar);
    const count = picture.panels.length;
    for (const panel of panels.slice(count)) panel.close();
    panels = Array.from({ length: count }, (_, index) => panels[index] ?? chartPanel());
    stage.replaceChildren(...panels.map(panel => panel.element));
    stage.classList.toggle(
      'is-apart',
      picture.panels.some(({ title }) => title !== null),
    );
    stage.ariaLabel = `${picture.label}. Left and Right move by ${noun}, Up and Down pick one curve, Enter offers the map of the ${noun}.`;
    description.textContent = picture.description;
    const isSame = shown?.picture === picture;
    shown = { picture, style };
    for (const [index, panel] of picture.panels.entries()) panels[index]?.draw(panel, style);
    if (!isSame) return rest(false);
    const key = target?.one == null ? null : curveKey(target.one.curve);
    for (const panel of panels) panel.point(target?.day ?? null, key, style);
  };
  return { draw, focus: () => stage.focus() };
}

function mostRows(): number {
  return matchMedia(NARROW).matches ? FEW_ROWS : MANY_ROWS;
}

/** Puts the readout beside the crosshair, on the right if it fits. */
function placeBeside(box: HTMLElement, around: HTMLElement, panel: ChartPanel, day: number): void {
  const outer = around.getBoundingClientRect();
  const inner = panel.element.getBoundingClientRect();
  const left = inner.left - outer.left + panel.crossLeft(day);
  const fits = left + GAP_PX + box.offsetWidth <= outer.width;
  const wanted = fits ? left + GAP_PX : left - GAP_PX - box.offsetWidth;
  box.style.left = `${Math.max(0, Math.min(wanted, outer.width - box.offsetWidth))}px`;
  box.style.top = `${inner.top - outer.top + GAP_PX}px`;
}

/** The period that a key moves to; the first press shows the last one. null for other keys. */
export function dayAfter(
  key: string,
  day: number | null,
  [first, last]: readonly [number, number],
  { unit }: Calendar = DAILY,
): number | null {
  const leap = LEAPS[unit];
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: leap, PageDown: -leap };
  if (key === 'Home') return first;
  if (key === 'End') return last;
  const step = steps[key];
  if (step === undefined) return null;
  return day === null ? last : Math.min(Math.max(day + step, first), last);
}

/** The curve that a key picks: Down the next one, Up the previous one, wrapping around. null for other keys. */
export function curveAfter(key: string, one: MarkedCurve | null, curves: readonly MarkedCurve[]): MarkedCurve | null {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : null;
  if (step === null || curves.length === 0) return null;
  const from = one === null ? -1 : curves.indexOf(one);
  const start = from < 0 && step < 0 ? 0 : from;
  return curves[(start + step + curves.length) % curves.length] ?? null;
}

/** The same curves, with one of them first, then the others of its place. */
export function nearestFirst(curves: readonly MarkedCurve[], one: MarkedCurve | null): readonly MarkedCurve[] {
  if (one === null) return curves;
  const isNear = ({ curve }: MarkedCurve) => curve.place.id === one.curve.place.id;
  const near = curves.filter(marked => isNear(marked) && marked !== one);
  return [one, ...near, ...curves.filter(marked => !isNear(marked))];
}
