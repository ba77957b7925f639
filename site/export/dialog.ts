import './dialog.css';
import { element, lineIcon } from '../controls/element.ts';

const CROSS = 'M3.5 3.5l9 9M12.5 3.5l-9 9';
const TITLE_ID = 'dialog-title';

export interface DialogParts {
  readonly title: string;
  readonly content: readonly Node[];
  readonly wide?: boolean;
  /** Whether a click beside the dialog closes it, as it does where nothing is stated. */
  readonly closesBeside?: boolean;
  /** Along the right edge of the page, on a phone along its lower edge, so that the rest can be seen. */
  readonly isSheet?: boolean;
  readonly onClose?: () => void;
}

/** A dialog over the page that is gone when it is closed; focus then returns to where it was. */
export function openDialog({
  title,
  content,
  wide = false,
  closesBeside = true,
  isSheet = false,
  onClose = () => undefined,
}: DialogParts): HTMLDialogElement {
  const form = `${wide ? ' dialog-wide' : ''}${isSheet ? ' dialog-side' : ''}`;
  const dialog = element('dialog', { className: `dialog${form}` });
  dialog.setAttribute('aria-labelledby', TITLE_ID);
  dialog.append(element('div', { className: 'dialog-sheet' }, dialogHead(title, dialog), ...content));
  if (closesBeside) closeOnClickBeside(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function dialogHead(title: string, dialog: HTMLDialogElement): HTMLElement {
  const close = element(
    'button',
    { type: 'button', className: 'close dialog-close', ariaLabel: 'Close' },
    lineIcon(CROSS),
  );
  close.addEventListener('click', () => dialog.close());
  return element('header', { className: 'dialog-head' }, element('h2', { id: TITLE_ID }, title), close);
}

/** A selection that is drawn out of the dialog ends beside it too, and must not close it. */
function closeOnClickBeside(dialog: HTMLDialogElement): void {
  let pressedBeside = false;
  dialog.addEventListener('pointerdown', ({ target }) => {
    pressedBeside = target === dialog;
  });
  dialog.addEventListener('click', ({ target }) => {
    if (pressedBeside && target === dialog) dialog.close();
  });
}
