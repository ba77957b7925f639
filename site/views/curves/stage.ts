import type { ChartStyle } from '../../charts/line-chart.ts';
import { curveAfter, dayAfter, nearestFirst, spokenAtRest } from './chart-keys.ts';
import { type ChartPanel, chartPanel, type PanelPicture } from './chart-panel.ts';
import { curveKey, type MarkedCurve } from './layers.ts';
import type { Readout } from './readout.ts';
import { type MapLink, readoutPanel } from './readout-panel.ts';

export interface StagePicture {
  readonly panels: readonly PanelPicture[];
  readonly days: readonly [number, number];
  /** What the chart is called by those who hear the page, and what it says in short. */
  readonly label: string;
  readonly description: string;
  readonly readoutAt: (day: number, curves: readonly MarkedCurve[]) => Readout;
  /** Links to the map of a day, the place of one curve first. */
  readonly linksAt: (day: number, curves: readonly MarkedCurve[], nearest: MarkedCurve | null) => readonly MapLink[];
}

export interface ChartStage {
  readonly draw: (picture: StagePicture, style: ChartStyle) => void;
  readonly focus: () => void;
}

/** What is pointed at: a day, in one of the charts or in all, and the curve that is nearest or picked. */
interface Target {
  readonly day: number;
  readonly panel: ChartPanel | null;
  readonly one: MarkedCurve | null;
}

/** Between the cross and the box beside it. */
const GAP_PX = 14;
/** Rows of the box, and places it leads to: more would hide the chart. Under a narrow chart there are fewer. */
const NARROW = '(max-width: 40rem)';
const FEW_ROWS = 8;
const MANY_ROWS = 12;

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
  const spoken = spokenAtRest(live);
  let panels: ChartPanel[] = [];
  let shown: { readonly picture: StagePicture; readonly style: ChartStyle } | null = null;
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
    spoken.drop();
    if (shown === null) return;
    const { picture, style } = shown;
    const key = next?.one == null ? null : curveKey(next.one.curve);
    for (const each of panels) each.point(next?.day ?? null, key, style);
    if (next === null) return readout.hide();
    const most = mostRows();
    const curves = curvesOf(next.panel);
    const content = picture.readoutAt(next.day, curves.length > most ? nearestFirst(curves, next.one) : curves);
    readout.render(content, { palette: style.palette, ink: style.ink.strong }, { most, nearest: key });
    stand(next);
  };
  const stand = ({ panel, day }: Target) => {
    const beside = panel ?? panels[0];
    if (beside !== undefined) place(readout.element, element, beside, day);
  };
  const walk = (next: Target) => {
    move(next);
    const curves = next.one === null ? curvesOf(null) : [next.one];
    if (shown !== null) spoken.say(shown.picture.readoutAt(next.day, curves).spoken);
  };
  const pin = (at: Target) => {
    if (shown === null) return;
    move(at);
    readout.pin(shown.picture.linksAt(at.day, curvesOf(at.panel), at.one).slice(0, mostRows()));
    stand(at);
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
    const { days } = shown.picture;
    const one = target?.one ?? null;
    const day = dayAfter(event.key, target?.day ?? null, days);
    const curve = curveAfter(event.key, one, curvesOf(null));
    if (day !== null) walk({ day, panel: null, one });
    else if (curve !== null) walk({ day: target?.day ?? days[1], panel: null, one: curve });
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
  element.prepend(stage);
  element.append(readout.element, description, live);

  const draw: ChartStage['draw'] = (picture, style) => {
    const count = picture.panels.length;
    for (const panel of panels.slice(count)) panel.close();
    panels = Array.from({ length: count }, (_, index) => panels[index] ?? chartPanel());
    stage.replaceChildren(...panels.map(panel => panel.element));
    stage.classList.toggle(
      'is-apart',
      picture.panels.some(({ title }) => title !== null),
    );
    stage.setAttribute(
      'aria-label',
      `${picture.label}. Left and Right move by day, Up and Down pick one curve, Enter offers the map of the day.`,
    );
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
