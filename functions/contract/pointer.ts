import * as v from 'valibot';
import { contentId, count, flag, moment, type Output, object, oneOf, parserOf, text } from './schema.ts';

/** `data/<dataset>/latest.json`: the only mutable object of a data set. */
export type Pointer = Output<typeof pointerSchema>;
export type Attempt = Output<typeof attempt>;
export type Outcome = Attempt['outcome'];

/** published: every upload is in. quarantined: published without some. refused: not published. */
export const outcome = oneOf('published', 'quarantined', 'refused');

/** The last build, whatever its outcome. */
const attempt = object({
  at: moment,
  /** What it was built from: 32 digits for the keys and ETags of the uploads, 32 for descriptor and code. */
  listing: text,
  outcome,
  receipt: contentId,
});

const pointerSchema = object({
  schema: oneOf('pointer/1'),
  /** Grows by one with every write. */
  sequence: count,
  /** What visitors see; null until a first build has passed its checks. */
  snapshot: v.nullable(contentId),
  /** The newest snapshot that passed its checks; differs from `snapshot` only while pinned. */
  newest: v.nullable(contentId),
  pinned: flag,
  /** When `snapshot` went live. */
  publishedAt: v.nullable(moment),
  attempt,
  /**
   * Present only while objects that no kept snapshot names are being deleted; expires at `until`, should the process
   * die. Readers ignore it; builds wait for its end.
   */
  collecting: v.exactOptional(object({ until: moment })),
});

export const parsePointer = parserOf(pointerSchema);

export const POINTER_EXAMPLE: Pointer = {
  schema: 'pointer/1',
  sequence: 161,
  snapshot: '5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d',
  newest: '5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d',
  pinned: false,
  publishedAt: '2020-07-01T05:02:11.000Z',
  attempt: {
    at: '2020-07-01T05:02:11.000Z',
    listing: '9b1f3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c5d7e9fa1b3c5d7',
    outcome: 'published',
    receipt: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
  },
};
