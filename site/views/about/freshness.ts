import type { Pointer } from '../../../functions/contract/pointer.ts';
import type { Published } from '../../data/published.ts';
import { LOCALE } from '../../format/numbers-and-dates.ts';
import type { AboutSection } from './section.ts';

/**
 * The day of the newest report, when it was published, and what became of the last attempt.
 * @param sentence says how new the numbers are
 */
export function freshnessSection({ pointer, snapshot }: Published, sentence: Node): AboutSection {
  const newest = { link: 'See the newest version', url: `/${snapshot.dataset}/about` };
  return {
    id: 'freshness',
    title: 'How new the numbers are',
    blocks: [
      { node: sentence },
      publishingWords(pointer).join(' '),
      ...(pointer === null ? [{ text: [newest, '.'] }] : []),
    ],
  };
}

/** `July 1, 2020 at 5:02 AM UTC`, of a moment `2020-07-01T05:02:11.000Z`, in the visitor's zone unless one is given. */
export function momentWords(moment: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat(LOCALE, {
    ...{ year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
    timeZoneName: 'short',
    timeZone,
  });
  return format.format(new Date(moment));
}

/**
 * When the numbers went live and what became of the last build, in sentences. Without a pointer the address names a
 * version, and nothing is said of any other.
 */
export function publishingWords(pointer: Pointer | null, timeZone?: string): readonly string[] {
  if (pointer === null) {
    return [
      'You are reading a version that the address names. It stays as it is, even when newer numbers are published.',
    ];
  }
  const { publishedAt, pinned, newest, snapshot, attempt } = pointer;
  const published =
    publishedAt === null ? [] : [`These numbers were published on ${momentWords(publishedAt, timeZone)}.`];
  const held =
    pinned && newest !== snapshot ? ['An earlier version is shown on purpose; a newer one is kept ready.'] : [];
  return [...published, ...held, attemptWords(pointer, momentWords(attempt.at, timeZone))];
}

function attemptWords({ attempt, publishedAt }: Pointer, at: string): string {
  const when = attempt.at === publishedAt ? 'then' : `on ${at}`;
  switch (attempt.outcome) {
    case 'published':
      return `The last build ran ${when} and used every upload.`;
    case 'quarantined':
      return `The last build ran ${when} and held something back; the receipt below names it, with the reason.`;
    case 'refused':
      return `The last build ran on ${at} and was not published, so the numbers stay as they were; the receipt below says why.`;
  }
}
