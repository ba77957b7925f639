import { element } from '../controls/element.ts';
import { countWords } from '../text/number-words.ts';
import type { ChartFrame } from './chart-frame.ts';

/** Beside the pointer. */
const GAP_PX = 12;

/** Shows what stands in a chart on the day under the pointer or the finger: `Day 50`, then a line per curve. */
export function dayReader({ stage, chart }: ChartFrame, read: (day: number) => readonly string[] | null): void {
  const rule = element('div', { className: 'sandbox-rule', hidden: true });
  const title = element('p', { className: 'sandbox-reading-day' });
  const lines = element('div');
  const reading = element('div', { className: 'sandbox-reading', hidden: true }, title, lines);
  stage.append(rule, reading);

  const hide = () => {
    rule.hidden = true;
    reading.hidden = true;
  };
  const show = ({ clientX, clientY }: PointerEvent) => {
    const box = stage.getBoundingClientRect();
    const day = Math.max(0, Math.round(chart.valueAt({ x: clientX - box.left, y: clientY - box.top }).x));
    const texts = read(day);
    if (texts === null) return hide();
    title.textContent = `Day ${countWords(day)}`;
    lines.replaceChildren(...texts.map(textContent => element('p', { textContent })));
    rule.hidden = false;
    reading.hidden = false;
    const { x } = chart.place({ x: day, y: 0 });
    rule.style.left = `${x}px`;
    const fitsRight = x + GAP_PX + reading.offsetWidth <= box.width;
    reading.style.left = `${Math.max(0, fitsRight ? x + GAP_PX : x - GAP_PX - reading.offsetWidth)}px`;
  };
  stage.addEventListener('pointermove', show);
  stage.addEventListener('pointerdown', show);
  stage.addEventListener('pointerleave', hide);
  stage.addEventListener('pointercancel', hide);
}
