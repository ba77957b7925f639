const SAID_MS = 2_500;

/** A button that says for a moment that it has copied. `refused` gives the sentence for where that was not possible. */
export function copyButton(name: string, copy: () => Promise<void>, refused: (error: unknown) => string): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy-button';
  button.textContent = name;
  const status = document.createElement('span');
  status.role = 'status';
  let timer = 0;
  const say = (onButton: string, beside: string, hidden: boolean) => {
    button.textContent = onButton;
    status.textContent = beside;
    status.className = hidden ? 'visually-hidden' : 'copy-status';
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
  const line = document.createElement('div');
  line.className = 'copy-line';
  line.append(button, status);
  return line;
}

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
