import { pointerKey, snapshotKey } from '../../functions/contract/keys.ts';
import { type Pointer, parsePointer } from '../../functions/contract/pointer.ts';
import { parseSnapshot } from '../../functions/contract/snapshot.ts';
import { fetchJson } from '../data/fetch-json.ts';
import type { Published } from '../data/published.ts';
import { newestAddress, readPath } from '../view/read-path.ts';
import { settleAddress } from './address.ts';
import { find } from './find.ts';
import { changeWords, type VersionWords, versionWords } from './version-words.ts';

const EVERY_MS = 60_000;

/**
 * Looks from time to time at what is published. A page that shows what was live offers the change, and stays as it is
 * until then; one whose address names a snapshot says what became of that.
 */
export function watchPointer(published: Published): void {
  const { dataset } = published.snapshot;
  const isNamed = readPath(location.pathname).snapshot !== null;
  const look = async () => {
    if (document.hidden) return;
    // Past the browser's cache: it may answer with what it had a minute ago, also after the page is loaded again.
    const pointer = await fetchJson(`/${pointerKey(dataset)}`, parsePointer, 'no-cache');
    if (isNamed) showVersion(versionWords(published, pointer, await liveDay(dataset, pointer)));
    else offerChange(changeWords(published, pointer));
  };
  // A look that fails is made again at the next time; nothing on the page depends on it.
  const tryToLook = () => void look().catch(() => undefined);
  setInterval(tryToLook, EVERY_MS);
  document.addEventListener('visibilitychange', tryToLook);
  find('newer-show', HTMLButtonElement).addEventListener('click', () => location.reload());
  const link = find('version-link', HTMLAnchorElement);
  const lead = () => {
    settleAddress();
    link.href = newestAddress(location.pathname, location.search);
  };
  for (const event of ['pointerenter', 'focus', 'click']) link.addEventListener(event, lead);
  if (!isNamed) return;
  lead();
  tryToLook();
}

/** The newest day of what is live; null where nothing is. */
async function liveDay(dataset: string, { snapshot }: Pointer): Promise<string | null> {
  return snapshot === null ? null : (await fetchJson(`/${snapshotKey(dataset, snapshot)}`, parseSnapshot)).lastDate;
}

function showVersion(words: VersionWords | null): void {
  find('version', HTMLElement).hidden = words === null;
  find('version-words', HTMLElement).textContent = words?.sentence ?? '';
  find('version-link', HTMLAnchorElement).textContent = words?.link ?? '';
}

function offerChange(words: VersionWords | null): void {
  find('newer-words', HTMLElement).textContent = words?.sentence ?? '';
  find('newer-show', HTMLButtonElement).textContent = words?.link ?? '';
  find('newer', HTMLElement).hidden = words === null;
}
