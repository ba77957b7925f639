/** A line of a tooltip. */
export interface TooltipLine {
  readonly text: string;
  readonly kind: 'place' | 'figure' | 'detail';
}

export interface Tooltip {
  /** Shows lines beside a place of the window, inside of the stage. */
  readonly show: (lines: readonly TooltipLine[], clientX: number, clientY: number) => void;
  readonly hide: () => void;
}

const GAP_PX = 14;

export function tooltip(element: HTMLElement, stage: HTMLElement): Tooltip {
  const show: Tooltip['show'] = (lines, clientX, clientY) => {
    element.replaceChildren(...lines.map(lineElement));
    element.hidden = false;
    const area = stage.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const x = clientX - area.left;
    const y = clientY - area.top;
    const left = x + GAP_PX + width > area.width ? x - GAP_PX - width : x + GAP_PX;
    const top = y + GAP_PX + height > area.height ? y - GAP_PX - height : y + GAP_PX;
    element.style.transform = `translate(${Math.round(Math.max(left, 0))}px, ${Math.round(Math.max(top, 0))}px)`;
  };
  const hide = () => {
    element.hidden = true;
  };
  return { show, hide };
}

function lineElement({ text, kind }: TooltipLine): HTMLElement {
  const line = document.createElement('p');
  line.className = `tooltip-${kind}`;
  line.textContent = text;
  return line;
}
