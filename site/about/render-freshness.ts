import './freshness.css';
import type { Freshness } from './freshness.ts';

/** Where the sentence goes: an element of the page. */
export type FreshnessPlace = Pick<HTMLElement, 'dataset' | 'textContent'>;

/** Fills an element with the sentence that says how new the numbers are; it stands out where they are old. */
export function renderFreshness(element: FreshnessPlace, { state, sentence }: Freshness): void {
  element.dataset.freshness = state;
  element.textContent = sentence;
}
