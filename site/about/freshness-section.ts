import { element } from '../controls/element.ts';
import type { Published } from '../data/published.ts';
import { aboutSection } from './about-section.ts';
import { notesOf } from './dataset-notes.ts';
import type { Freshness } from './freshness.ts';
import { publishingWords } from './publishing-words.ts';
import { renderFreshness } from './render-freshness.ts';

export interface FreshnessSection {
  readonly section: HTMLElement;
  /** Holds the sentence on how new the numbers are. */
  readonly sentence: HTMLElement;
}

/** The day of the newest report, when it was published, and what became of the last attempt. */
export function freshnessSection({ pointer, snapshot }: Published, freshness: Freshness): FreshnessSection {
  const sentence = element('p');
  renderFreshness(sentence, freshness);
  const { outlook } = notesOf(snapshot.dataset);
  const newest = element('a', { href: `/${snapshot.dataset}/about` }, 'See the newest version');
  const section = aboutSection(
    'freshness',
    'How new the numbers are',
    sentence,
    ...(outlook === null ? [] : [element('p', {}, outlook)]),
    element('p', {}, publishingWords(pointer).join(' ')),
    ...(pointer === null ? [element('p', {}, newest, '.')] : []),
  );
  return { section, sentence };
}
