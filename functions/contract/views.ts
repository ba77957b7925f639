import * as v from 'valibot';
import { contentId, count, list, type Output, object, oneOf, parserOf, text } from './schema.ts';

export const VIEW_IDS = ['map', 'curves', 'table', 'sandbox', 'about'] as const;
export type ViewId = (typeof VIEW_IDS)[number];

/** The views that a data set offers, in the order of their tabs. */
export const views = list(
  object({
    id: oneOf(...VIEW_IDS),
    /** The blob of a text in Markdown that the view shows, or null. */
    text: v.nullable(contentId),
  }),
);
export type ViewDescription = Output<typeof views>[number];

/** What the line charts open with, and what they call a measure. */
export const curvesDefaults = object({
  /** What one measure is called, if not `measure`. */
  noun: text,
  /** Ids of regions; without any, the largest three of the first map. */
  places: list(text),
  /** Ids of measures; without any, the first. */
  measures: list(text),
  /** Lines may start at this total of the first measure, or at one per this many people. */
  align: object({ total: count, people: count }),
});
export type CurvesDefaults = Output<typeof curvesDefaults>;

/** The views of a data set that names none, as far as its data allow: see `offeredViews`. */
export const STANDARD_VIEWS: v.InferOutput<typeof views> = [
  { id: 'map', text: null },
  { id: 'curves', text: null },
  { id: 'table', text: null },
  { id: 'about', text: null },
];

export const STANDARD_CURVES: v.InferOutput<typeof curvesDefaults> = {
  noun: 'measure',
  places: [],
  measures: [],
  align: { total: 1, people: 10_000 },
};

/** A blob that holds a text in Markdown: paragraphs, headings, lists, emphasis and links; HTML is shown as it is written. */
const textBlob = object({ schema: oneOf('text/1'), markdown: text });
export type TextBlob = Output<typeof textBlob>;
export const parseTextBlob = parserOf(textBlob);

export const TEXT_EXAMPLE: TextBlob = {
  schema: 'text/1',
  markdown: '## Method\n\nA confirmed case is a positive test.\n',
};
