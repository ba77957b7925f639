import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Problem } from '../contract/problem.ts';
import { contentId, count, text } from '../contract/schema.ts';

/** What a page belongs to: the rows that match, in their order. */
export interface Listing {
  readonly snapshot: string;
  readonly table: string;
  readonly where: readonly string[];
  readonly sort: readonly string[];
}

const cursor = v.object({ after: count, snapshot: contentId, of: text });

/** Names the page that begins after so many rows, and the listing that it is of. */
export function writeCursor(listing: Listing, after: number): string {
  return Buffer.from(JSON.stringify({ after, snapshot: listing.snapshot, of: digest(listing) })).toString('base64url');
}

/** How many rows come before the page. Throws `bad-cursor` for one of another listing. */
export function readCursor(given: string, listing: Listing): number {
  const { after, snapshot, of } = parseCursor(given);
  if (snapshot !== listing.snapshot) {
    throw new Problem(
      'bad-cursor',
      `the cursor is of snapshot ${snapshot}; this answer is of ${listing.snapshot}. Give "snapshot" with every page, or begin again`,
    );
  }
  if (of === digest(listing)) return after;
  throw new Problem(
    'bad-cursor',
    'the cursor must be of an answer with the same table, "where" and "sort"; begin again without it',
  );
}

function parseCursor(given: string): v.InferOutput<typeof cursor> {
  try {
    return v.parse(cursor, JSON.parse(Buffer.from(given, 'base64url').toString()));
  } catch (cause) {
    throw new Problem('bad-cursor', 'the cursor must be one of an earlier answer', { cause });
  }
}

/** The order of filters does not matter. */
function digest({ table, where, sort }: Listing): string {
  const listing = JSON.stringify([table, where.toSorted(), sort]);
  return createHash('sha256').update(listing).digest('hex').slice(0, 12);
}
