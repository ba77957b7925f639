import { pointerKey, snapshotKey } from '../../functions/contract/keys.ts';
import { type Pointer, parsePointer } from '../../functions/contract/pointer.ts';
import { parseSnapshot } from '../../functions/contract/snapshot.ts';
import { newestAddress, readPath } from '../address/path.ts';
import { find } from '../controls/element.ts';
import { fetchJson } from '../data/fetch-json.ts';
import type { Published } from '../data/published.ts';
import { dateWords } from '../format/numbers-and-dates.ts';
import { settleAddress } from './history.ts';

const POLL_MS = 60_000;

/**
 * Polls what is published. A page that shows what was live offers the change, and stays as it is until the visitor
 * accepts; one whose address names a snapshot says how that relates to the live one.
 */
export function watchPointer(published: Published): void {
  const { dataset } = published.snapshot;
  const isNamed = readPath(location.pathname).snapshot !== null;
  const poll = async () => {
    if (document.hidden) return;
    // Bypasses the browser's cache, which may answer with the pointer of a minute ago even after a reload.
    const pointer = await fetchJson(`/${pointerKey(dataset)}`, parsePointer, 'no-cache');
    if (isNamed) showVersion(versionWords(published, pointer, await liveDay(dataset, pointer)));
    else offerChange(changeWords(published, pointer));
  };
  // Nothing on the page depends on a poll, and the next one follows soon.
  const tryToPoll = () => void poll().catch(() => undefined);
  setInterval(tryToPoll, POLL_MS);
  document.addEventListener('visibilitychange', tryToPoll);
  find('newer-show', HTMLButtonElement).addEventListener('click', () => location.reload());
  const link = find('version-link', HTMLAnchorElement);
  const updateLink = () => {
    settleAddress();
    link.href = newestAddress(location.pathname, location.search);
  };
  for (const event of ['pointerenter', 'focus', 'click']) link.addEventListener(event, updateLink);
  if (!isNamed) return;
  updateLink();
  tryToPoll();
}

/** The newest day of the live snapshot; null if nothing is live. */
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
  /** On the link or the button that leads to the other version. */
  readonly link: string;
}

/** For an address that names a version: how it relates to the live one; null if it is the live one. */
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

/** The offer of an open page that shows something else than what is live; null if there is nothing to offer. */
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
