import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { element } from '../controls/element.ts';
import { aboutSection } from './about-section.ts';
import { type Note, notesOf } from './dataset-notes.ts';
import { METHOD_NOTES } from './method-notes.ts';

/** What is counted and how everything else is worked out from it, in plain words. */
export function methodSection({ dataset, measures, title }: Snapshot): HTMLElement {
  const { method } = notesOf(dataset);
  const counted = measures.map(({ title, description }) => ({ title, text: description }));
  const own = [element('h3', {}, `Special cases of ${title}`), noteList(method)];
  return aboutSection(
    'method',
    'How it is worked out',
    element('h3', {}, 'What is counted'),
    noteList(counted),
    element('h3', {}, 'What follows from it'),
    noteList(METHOD_NOTES),
    ...(method.length === 0 ? [] : own),
  );
}

function noteList(notes: readonly Note[]): HTMLElement {
  const items = notes.map(({ title, text }) => element('div', {}, element('dt', {}, title), element('dd', {}, text)));
  return element('dl', { className: 'about-notes' }, ...items);
}
