import { contentId, count, flag, moment, nullable, oneOf, type Parser, shape, text } from './expect.ts';

/** `data/<dataset>/latest.json`: the only mutable object of a data set. */
export interface Pointer {
  readonly schema: 'pointer/1';
  /** Grows by one with every write. */
  readonly sequence: number;
  /** What visitors see; null until a first build has passed its gate. */
  readonly snapshot: string | null;
  /** The newest snapshot that passed its gate; differs from `snapshot` only while pinned. */
  readonly newest: string | null;
  readonly pinned: boolean;
  /** When `snapshot` went live. */
  readonly publishedAt: string | null;
  readonly attempt: Attempt;
  /** There only while what no kept snapshot names is deleted. Readers need not look at it; builds wait for its end. */
  readonly collecting?: Collecting;
}

/** The mark of a collection that is under way. */
export interface Collecting {
  /** When the mark runs out, should whoever put it have died. */
  readonly until: string;
}

/** The last build, whatever became of it. */
export interface Attempt {
  readonly at: string;
  /** Names what it was built from: 32 digits for the keys and ETags of the uploads, 32 for descriptor and code. */
  readonly listing: string;
  /** published: every upload is in. quarantined: published without some. refused: not published. */
  readonly outcome: Outcome;
  readonly receipt: string;
}

export const OUTCOMES = ['published', 'quarantined', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const parseFields = shape<Omit<Pointer, 'collecting'>>({
  schema: oneOf('pointer/1'),
  sequence: count,
  snapshot: nullable(contentId),
  newest: nullable(contentId),
  pinned: flag,
  publishedAt: nullable(moment),
  attempt: shape<Attempt>({ at: moment, listing: text, outcome: oneOf(...OUTCOMES), receipt: contentId }),
});

const parseCollecting = shape<Collecting>({ until: moment });

export const parsePointer: Parser<Pointer> = (value, where) => {
  const pointer = parseFields(value, where);
  const { collecting } = value as { readonly collecting?: unknown };
  if (collecting === undefined) return pointer;
  return { ...pointer, collecting: parseCollecting(collecting, where === '' ? '"collecting"' : `${where}.collecting`) };
};

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
