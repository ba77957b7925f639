import { pointerKey, snapshotKey } from '../../functions/contract/keys.ts';
import { type Pointer, parsePointer } from '../../functions/contract/pointer.ts';
import { parseSnapshot } from '../../functions/contract/snapshot.ts';
import { newestAddress, readPath } from '../address/path.ts';
import { find } from '../controls/element.ts';
import { fetchJson } from '../data/fetch-json.ts';
import type { Published } from '../data/published.ts';
import { formatDate } from '../format/numbers-and-dates.ts';
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
    if (isNamed) showVersion(versionNotice(published, pointer, await liveDay(dataset, pointer)));
    else offerChange(changeNotice(published, pointer));
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

function showVersion(notice: VersionNotice | null): void {
  find('version', HTMLElement).hidden = notice === null;
  find('version-words', HTMLElement).textContent = notice?.sentence ?? '';
  find('version-link', HTMLAnchorElement).textContent = notice?.link ?? '';
}

function offerChange(notice: VersionNotice | null): void {
  find('newer-words', HTMLElement).textContent = notice?.sentence ?? '';
  find('newer-show', HTMLButtonElement).textContent = notice?.link ?? '';
  find('newer', HTMLElement).hidden = notice === null;
}

interface VersionNotice {
  readonly sentence: string;
  /** On the link or the button that leads to the other version. */
  readonly link: string;
}

/** For an address that names a version: how it relates to the live one; null if it is the live one. */
export function versionNotice(
  { id, snapshot }: Pick<Published, 'id'> & { readonly snapshot: { readonly lastDate: string } },
  pointer: Pick<Pointer, 'snapshot' | 'newest'>,
  liveDay: string | null,
): VersionNotice | null {
  if (pointer.snapshot === id) return null;
  const day = formatDate(snapshot.lastDate);
  const published = 'See the published version';
  if (liveDay === null) {
    return {
      sentence: `This data, up to ${day}, is no longer published. This version remains available.`,
      link: published,
    };
  }
  const live = formatDate(liveDay);
  if (pointer.newest === id) {
    const back = `the publisher has gone back to an earlier version, up to ${live}`;
    return { sentence: `This version, up to ${day}, is not the published one: ${back}.`, link: published };
  }
  if (liveDay > snapshot.lastDate) {
    const newer = `Newer data goes up to ${live}.`;
    return { sentence: `This is an older version of this data, up to ${day}. ${newer}`, link: 'See the newest' };
  }
  if (liveDay === snapshot.lastDate) {
    const newer = `The newest version, up to the same day, is different.`;
    return { sentence: `This is an older version of this data, up to ${day}. ${newer}`, link: 'See the newest' };
  }
  return {
    sentence: `This version, up to ${day}, is not the published one, which goes up to ${live}.`,
    link: published,
  };
}

/** The offer of an open page that shows something else than what is live; null if there is nothing to offer. */
export function changeNotice(
  { id, pointer: opened }: Pick<Published, 'id' | 'pointer'>,
  { snapshot, newest, pinned }: Pick<Pointer, 'snapshot' | 'newest' | 'pinned'>,
): VersionNotice | null {
  if (snapshot === null || snapshot === id) return null;
  if (!pinned || snapshot === newest) return { sentence: 'Newer data is available.', link: 'Show it' };
  return opened?.pinned === true
    ? { sentence: 'The publisher now shows another version of this data.', link: 'Show it' }
    : { sentence: 'The publisher has gone back to an earlier version of this data.', link: 'Show it' };
}
