import { pointerKey, snapshotKey } from '../../functions/contract/keys.ts';
import { type Pointer, parsePointer } from '../../functions/contract/pointer.ts';
import { parseSnapshot } from '../../functions/contract/snapshot.ts';
import { newestAddress, readPath } from '../address/path.ts';
import { find } from '../controls/element.ts';
import { fetchJson } from '../data/fetch-json.ts';
import type { Published } from '../data/published.ts';
import { dateWords } from '../format/numbers-and-dates.ts';
import { settleAddress } from './history.ts';

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

interface VersionWords {
  readonly sentence: string;
  /** What leads to the other version. */
  readonly link: string;
}

/** What the address of a version says of it, where it is not the one that is live; null where it is. */
export function versionWords(
  { id, snapshot }: Pick<Published, 'id'> & { readonly snapshot: { readonly lastDate: string } },
  pointer: Pick<Pointer, 'snapshot' | 'newest'>,
  liveDay: string | null,
): VersionWords | null {
  if (pointer.snapshot === id) return null;
  const day = dateWords(snapshot.lastDate);
  const published = 'See what is published';
  if (liveDay === null) {
    return {
      sentence: `These numbers, up to ${day}, are not published any more. This version is kept.`,
      link: published,
    };
  }
  const live = dateWords(liveDay);
  if (pointer.newest === id) {
    const back = `the publisher has gone back to an earlier one, up to ${live}`;
    return { sentence: `This version, up to ${day}, is not the published one: ${back}.`, link: published };
  }
  if (liveDay > snapshot.lastDate) {
    const newer = `Newer ones go up to ${live}.`;
    return { sentence: `This is an older version of these numbers, up to ${day}. ${newer}`, link: 'See the newest' };
  }
  if (liveDay === snapshot.lastDate) {
    const newer = `The newest one, up to the same day, differs from it.`;
    return { sentence: `This is an older version of these numbers, up to ${day}. ${newer}`, link: 'See the newest' };
  }
  return {
    sentence: `This version, up to ${day}, is not the published one, which goes up to ${live}.`,
    link: published,
  };
}

/** What an open page offers when something else is live than what it shows; null where nothing is. */
export function changeWords(
  { id, pointer: opened }: Pick<Published, 'id' | 'pointer'>,
  { snapshot, newest, pinned }: Pick<Pointer, 'snapshot' | 'newest' | 'pinned'>,
): VersionWords | null {
  if (snapshot === null || snapshot === id) return null;
  if (!pinned || snapshot === newest) return { sentence: 'Newer numbers are here.', link: 'Show them' };
  return opened?.pinned === true
    ? { sentence: 'The publisher shows another version of these numbers now.', link: 'Show it' }
    : { sentence: 'The publisher has gone back to an earlier version of these numbers.', link: 'Show it' };
}
