import { contentId, count, listOf, nullable, oneOf, type Parser, shape, text } from './expect.ts';

export const VIEW_IDS = ['map', 'curves', 'sandbox', 'about'] as const;
export type ViewId = (typeof VIEW_IDS)[number];

/** A view that a data set offers; the order of views is that of the tabs. */
export interface ViewDescription {
  readonly id: ViewId;
  /** The blob of a text in Markdown that the view shows, or null. */
  readonly text: string | null;
}

/** What the line charts open with, and what they call a measure. */
export interface CurvesDefaults {
  /** What one measure is called, where not `measure`. */
  readonly noun: string;
  /** Ids of regions; without any, the largest three of the first map. */
  readonly places: readonly string[];
  /** Ids of measures; without any, the first. */
  readonly measures: readonly string[];
  /** Curves may start at this total of the first measure, or at one in so many people. */
  readonly align: { readonly total: number; readonly people: number };
}

/** What every data set offers unless it says otherwise. */
export const STANDARD_VIEWS: readonly ViewDescription[] = [
  { id: 'map', text: null },
  { id: 'curves', text: null },
  { id: 'about', text: null },
];

export const STANDARD_CURVES: CurvesDefaults = {
  noun: 'measure',
  places: [],
  measures: [],
  align: { total: 1, people: 10_000 },
};

export const parseViews: Parser<readonly ViewDescription[]> = listOf(
  shape<ViewDescription>({ id: oneOf(...VIEW_IDS), text: nullable(contentId) }),
);

export const parseCurvesDefaults: Parser<CurvesDefaults> = shape<CurvesDefaults>({
  noun: text,
  places: listOf(text),
  measures: listOf(text),
  align: shape<CurvesDefaults['align']>({ total: count, people: count }),
});

/** A blob that holds a text in Markdown: paragraphs, headings, lists, emphasis and links; HTML is shown as it is written. */
export interface TextBlob {
  readonly schema: 'text/1';
  readonly markdown: string;
}

export const parseTextBlob: Parser<TextBlob> = shape<TextBlob>({ schema: oneOf('text/1'), markdown: text });

export const TEXT_EXAMPLE: TextBlob = {
  schema: 'text/1',
  markdown: '## Method\n\nA confirmed case is a positive test.\n',
};
