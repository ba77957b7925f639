import './dialog.css';
import { takeIcon } from '../controls/element.ts';

const CROSS = 'M3.5 3.5l9 9M12.5 3.5l-9 9';
const TITLE_ID = 'take-dialog-title';

export interface DialogParts {
  readonly title: string;
  readonly content: readonly Node[];
  readonly wide?: boolean;
  /** Whether a click beside the dialog closes it, as it does where nothing is stated. */
  readonly closesBeside?: boolean;
}

/** A dialog over the page that is gone when it is closed; focus then returns to where it was. */
export function openDialog({ title, content, wide = false, closesBeside = true }: DialogParts): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = wide ? 'take-dialog take-dialog-wide' : 'take-dialog';
  dialog.setAttribute('aria-labelledby', TITLE_ID);
  const sheet = document.createElement('div');
  sheet.className = 'take-sheet';
  sheet.append(dialogHead(title, dialog), ...content);
  dialog.append(sheet);
  if (closesBeside) closeOnClickBeside(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function dialogHead(title: string, dialog: HTMLDialogElement): HTMLElement {
  const head = document.createElement('header');
  head.className = 'take-dialog-head';
  const heading = document.createElement('h2');
  heading.id = TITLE_ID;
  heading.textContent = title;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'take-close';
  close.ariaLabel = 'Close';
  close.append(takeIcon(CROSS));
  close.addEventListener('click', () => dialog.close());
  head.append(heading, close);
  return head;
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
