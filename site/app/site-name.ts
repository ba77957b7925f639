import type { SiteFile } from '../../functions/contract/site-file.ts';
import { find } from '../controls/element.ts';

/** Shows the site's accent color, and its name, which a published page has from the beginning. */
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
