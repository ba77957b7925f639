import { find } from './find.ts';

/** Sentences about what could not be shown as asked; none hides them. */
export function renderNotes(notes: readonly string[]): void {
  const element = find('notes', HTMLElement);
  element.textContent = notes.join(' ');
  element.hidden = notes.length === 0;
}
