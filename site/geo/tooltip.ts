import { element } from '../controls/element.ts';

export interface TooltipLine {
  readonly text: string;
  readonly kind: 'place' | 'figure' | 'detail';
}

export interface Tooltip {
  /** Shows lines next to a point of the window, within the stage. */
  readonly show: (lines: readonly TooltipLine[], clientX: number, clientY: number) => void;
  readonly hide: () => void;
}

const GAP_PX = 14;

export function tooltip(box: HTMLElement, stage: HTMLElement): Tooltip {
  const show: Tooltip['show'] = (lines, clientX, clientY) => {
    box.replaceChildren(...lines.map(({ text, kind }) => element('p', { className: `tooltip-${kind}` }, text)));
    box.hidden = false;
    const area = stage.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = box;
    const x = clientX - area.left;
    const y = clientY - area.top;
    const left = x + GAP_PX + width > area.width ? x - GAP_PX - width : x + GAP_PX;
    const top = y + GAP_PX + height > area.height ? y - GAP_PX - height : y + GAP_PX;
    box.style.transform = `translate(${Math.round(Math.max(left, 0))}px, ${Math.round(Math.max(top, 0))}px)`;
  };
  const hide = () => {
    box.hidden = true;
  };
  return { show, hide };
}
