import { copyButton } from './copy-button.ts';

const REFUSED = 'The browser does not allow copying. The text is selected: copy it with the keyboard.';

/** A text that cannot be changed, under its name, with a button that copies it. */
export function copyField(name: string, text: string, rows: number): HTMLElement {
  const area = document.createElement('textarea');
  area.className = 'copy-text';
  area.readOnly = true;
  area.rows = rows;
  area.spellcheck = false;
  area.value = text;
  area.addEventListener('focus', () => area.select());
  const label = document.createElement('label');
  label.append(name, area);
  const field = document.createElement('div');
  field.className = 'copy-field';
  const copy = () => navigator.clipboard.writeText(text);
  const refused = () => {
    area.focus();
    return REFUSED;
  };
  const line = copyButton('Copy', copy, refused);
  const button = line.querySelector('button');
  if (button !== null) button.autofocus = true;
  field.append(label, line);
  return field;
}
