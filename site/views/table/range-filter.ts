import type { TableColumn } from '../../../functions/contract/table.ts';
import { histogram } from '../../charts/histogram.ts';
import { element } from '../../controls/element.ts';
import { formatCell, isNumber } from '../../format/cells.ts';
import { type Condition, chosenRange } from './conditions.ts';
import type { Facet } from './model.ts';

interface RangeFilter {
  readonly element: HTMLElement;
  readonly render: (shown: Facet | null, where: readonly Condition[]) => void;
}

/** A histogram on which a range can be dragged, above two fields that take it as text. */
export function rangeFilter(column: TableColumn, onChange: (conditions: readonly Condition[]) => void): RangeFilter {
  const { name, profile } = column;
  const edges = profile.histogram?.edges ?? [];
  const counts = profile.histogram?.counts ?? [];
  const picture = element('div', { className: 'range-picture' });
  const brush = element('div', { className: 'range-brush', hidden: true });
  const stage = element('div', { className: 'range-stage' }, picture, brush);
  const from = boundInput(column, `${name} from`, profile.min);
  const to = boundInput(column, `${name} to`, profile.max);
  const state = { where: [] as readonly Condition[] };

  const change = (low: string | null, high: string | null, op: 'lt' | 'le') =>
    onChange([
      ...(low === null ? [] : [{ column: name, op: 'ge' as const, values: [low] }]),
      ...(high === null ? [] : [{ column: name, op, values: [high] }]),
    ]);
  for (const input of [from, to])
    input.addEventListener('change', () => {
      if (!input.checkValidity()) return;
      change(from.value === '' ? null : from.value, to.value === '' ? null : to.value, 'le');
    });

  const place = (low: number, high: number) => {
    brush.style.left = `${low * 100}%`;
    brush.style.width = `${Math.max(0, high - low) * 100}%`;
    brush.hidden = false;
  };
  const binAt = ({ clientX }: PointerEvent) => {
    const { left, width } = stage.getBoundingClientRect();
    return Math.max(0, Math.min(counts.length - 1, Math.floor(((clientX - left) / width) * counts.length)));
  };
  stage.addEventListener('pointerdown', event => {
    if (event.button !== 0 || counts.length === 0) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    const start = binAt(event);
    let ends: readonly [number, number] = [start, start];
    const move = (moved: PointerEvent) => {
      const bin = binAt(moved);
      ends = [Math.min(start, bin), Math.max(start, bin)];
      place(ends[0] / counts.length, (ends[1] + 1) / counts.length);
    };
    const stop = () => {
      stage.removeEventListener('pointermove', move);
      stage.removeEventListener('pointerup', drop);
      stage.removeEventListener('pointercancel', cancel);
    };
    const drop = () => {
      stop();
      const [first, last] = ends;
      const low = first === 0 ? null : String(edges[first]);
      const high = last === counts.length - 1 ? null : String(edges[last + 1]);
      change(low, high, 'lt');
    };
    const cancel = () => {
      stop();
      showRange();
    };
    move(event);
    stage.addEventListener('pointermove', move);
    stage.addEventListener('pointerup', drop);
    stage.addEventListener('pointercancel', cancel);
  });

  const showRange = () => {
    const [low, high] = chosenRange(state.where, name);
    from.value = low ?? '';
    to.value = high ?? '';
    brush.hidden = low === null && high === null;
    if (!brush.hidden) place(low === null ? 0 : shareOf(low, edges), high === null ? 1 : shareOf(high, edges));
  };
  return {
    element: element(
      'div',
      { className: 'range-filter' },
      stage,
      element('div', { className: 'range-ends' }, from, to),
    ),
    render: (shown, where) => {
      state.where = where;
      picture.replaceChildren(histogram(counts, shown?.counts ?? []));
      showRange();
    },
  };
}

function boundInput(column: TableColumn, label: string, end: TableColumn['profile']['min']): HTMLInputElement {
  const type = isNumber(column) ? 'number' : column.type === 'date' ? 'date' : 'datetime-local';
  const input = element('input', {
    type,
    className: 'input range-end',
    ariaLabel: label,
    step: isNumber(column) ? 'any' : '1',
  });
  if (type === 'date') input.removeAttribute('step');
  input.placeholder = end === null ? '' : formatCell(end, column);
  return input;
}

/** How far along the bins a value lies, from 0 to 1. */
function shareOf(text: string, edges: readonly (number | string)[]): number {
  const at = (edge: number | string) => (typeof edge === 'number' ? edge : Date.parse(edge));
  const [first = 0, last = 1] = [edges[0], edges.at(-1)].map(edge => at(edge ?? 0));
  const value = typeof edges[0] === 'number' ? Number(text) : Date.parse(text);
  return Math.max(0, Math.min(1, (value - first) / (last - first || 1)));
}
