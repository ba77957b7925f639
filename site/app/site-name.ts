import type { SiteFile } from '../../functions/contract/site-file.ts';
import { find } from '../controls/element.ts';

/** Writes what the site calls itself where every page has it; until then the page names nothing. */
export function showSiteName({ title, accent }: SiteFile): void {
  const brand = find('brand', HTMLAnchorElement);
  brand.textContent = title;
  brand.removeAttribute('data-unsure');
  find('whole-link', HTMLAnchorElement).textContent = `${title}: open the whole page`;
  if (accent === null) return;
  const { style } = document.documentElement;
  style.setProperty('--accent-light', accent);
  style.setProperty('--accent-dark', `color-mix(in oklab, ${accent} 55%, white)`);
}
