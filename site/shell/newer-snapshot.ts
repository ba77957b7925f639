import { pointerKey } from '../../functions/contract/keys.ts';
import { parsePointer } from '../../functions/contract/pointer.ts';
import { fetchJson } from '../data/fetch-json.ts';
import { find } from './find.ts';

const EVERY_MS = 60_000;

/** Looks from time to time whether newer numbers are published, and offers them; the page stays as it is until then. */
export function watchForNewer(dataset: string, shown: string): void {
  const bar = find('newer', HTMLElement);
  find('newer-show', HTMLButtonElement).addEventListener('click', () => location.reload());
  let isNewer = false;
  const look = async () => {
    if (document.hidden || isNewer) return;
    // The browser's own copy may be served while a newer one is fetched: each look would see what was there at the last.
    const pointer = await fetchJson(`/${pointerKey(dataset)}`, parsePointer, 'no-cache');
    isNewer = pointer.snapshot !== null && pointer.snapshot !== shown;
    bar.hidden = !isNewer;
  };
  // A look that fails is made again at the next time; nothing on the page depends on it.
  const tryToLook = () => void look().catch(() => undefined);
  setInterval(tryToLook, EVERY_MS);
  document.addEventListener('visibilitychange', tryToLook);
}
