import type { TableFile } from '../../../functions/contract/table.ts';
import { element } from '../../controls/element.ts';
import { openDialog } from '../../export/dialog.ts';
import { FIRST_COLUMNS } from './address.ts';

/** Which columns are shown, and in which order. */
export function columnsPanel(
  { columns }: Pick<TableFile, 'columns'>,
  shown: readonly string[],
  onChange: (shown: readonly string[] | null) => void,
): void {
  const hidden = columns.map(({ name }) => name).filter(name => !shown.includes(name));
  let order = [...shown, ...hidden];
  let on = new Set(shown);
  const list = element('ul', { className: 'columns-list' });
  const apply = () => onChange(order.filter(name => on.has(name)));
  const move = (name: string, by: number) => {
    const at = order.indexOf(name);
    const others = order.filter(other => other !== name);
    order = [...others.slice(0, at + by), name, ...others.slice(at + by)];
    render();
    apply();
    for (const button of list.querySelectorAll('button'))
      if (button.dataset.name === name && button.dataset.by === String(by)) button.focus();
  };
  const mover = (name: string, by: -1 | 1, at: number) => {
    const words = by < 0 ? `Move ${name} to the left` : `Move ${name} to the right`;
    const button = element(
      'button',
      { type: 'button', className: 'close', ariaLabel: words, title: words },
      by < 0 ? '↑' : '↓',
    );
    button.disabled = at + by < 0 || at + by >= order.length;
    button.dataset.name = name;
    button.dataset.by = String(by);
    button.addEventListener('click', () => move(name, by));
    return button;
  };
  const render = () =>
    list.replaceChildren(
      ...order.map((name, at) => {
        const box = element('input', { type: 'checkbox', checked: on.has(name) });
        box.addEventListener('change', () => {
          if (box.checked) on.add(name);
          else if (on.size > 1) on.delete(name);
          box.checked = on.has(name);
          apply();
        });
        const label = element('label', { className: 'check' }, box, name);
        return element('li', {}, label, mover(name, -1, at), mover(name, 1, at));
      }),
    );
  const reset = element('button', { type: 'button', className: 'quiet' }, 'As published');
  reset.addEventListener('click', () => {
    order = columns.map(({ name }) => name);
    on = new Set(order.slice(0, FIRST_COLUMNS));
    render();
    onChange(null);
  });
  render();
  openDialog({ title: 'Columns', content: [list, reset], isSheet: true });
}
