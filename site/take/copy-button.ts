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
