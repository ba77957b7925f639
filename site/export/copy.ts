import { element } from '../controls/element.ts';

const SAID_MS = 2_500;

/** A button that says for a moment that it has copied. `refused` gives the sentence for where that was not possible. */
export function copyButton(name: string, copy: () => Promise<void>, refused: (error: unknown) => string): HTMLElement {
  const button = element('button', { type: 'button', className: 'quiet' }, name);
  const status = element('span', { role: 'status' });
  let timer = 0;
  const say = (onButton: string, beside: string, hidden: boolean) => {
    button.textContent = onButton;
    status.textContent = beside;
    status.className = hidden ? 'visually-hidden' : 'note';
  };
  button.addEventListener('click', async () => {
    clearTimeout(timer);
    say(name, '', true);
    try {
      await copy();
      say('Copied', 'Copied', true);
      timer = window.setTimeout(() => say(name, '', true), SAID_MS);
    } catch (error) {
      say(name, refused(error), false);
    }
  });
  return element('div', { className: 'row copy-line' }, button, status);
}

const REFUSED = 'The browser does not allow copying. The text is selected: copy it with the keyboard.';

/** A text that cannot be changed, under its name, with a button that copies it. */
export function copyField(name: string, text: string, rows: number): HTMLElement {
  const area = element('textarea', { className: 'copy-text', readOnly: true, rows, spellcheck: false, value: text });
  area.addEventListener('focus', () => area.select());
  const copy = () => navigator.clipboard.writeText(text);
  const refused = () => {
    area.focus();
    return REFUSED;
  };
  const line = copyButton('Copy', copy, refused);
  const button = line.querySelector('button');
  if (button !== null) button.autofocus = true;
  return element('div', { className: 'copy-field' }, element('label', { className: 'note' }, name, area), line);
}
