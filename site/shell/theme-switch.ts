import { find } from './find.ts';
import { chooseTheme, currentTheme, onThemeChange } from './theme.ts';

/** A button that turns the page from light to dark and back. */
export function themeSwitch(): void {
  const button = find('theme', HTMLButtonElement);
  const name = () => {
    button.setAttribute('aria-pressed', String(currentTheme() === 'dark'));
  };
  button.addEventListener('click', () => chooseTheme(currentTheme() === 'dark' ? 'light' : 'dark'));
  onThemeChange(name);
  name();
}
