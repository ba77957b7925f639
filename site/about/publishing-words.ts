import type { Pointer } from '../../functions/contract/pointer.ts';
import { momentWords } from './moment-words.ts';

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
      return `The last build ran ${when} and took every upload in.`;
    case 'quarantined':
      return `The last build ran ${when} and held something back; the receipt below names it, with the reason.`;
    case 'refused':
      return `The last build ran on ${at} and was not published, so the numbers stay as they were; the receipt below says why.`;
  }
}
