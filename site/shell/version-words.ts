import type { Pointer } from '../../functions/contract/pointer.ts';
import type { Published } from '../data/published.ts';
import { dateWords } from '../text/date-words.ts';

export interface VersionWords {
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
