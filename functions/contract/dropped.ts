import * as v from 'valibot';
import { count, datasetId, flag, list, type Output, object, oneOf, parserOf, text } from './schema.ts';
import { COLUMN_TYPES } from './table.ts';

/** What the server on one's own machine answers about a file that was dropped on the home page. */
export type DroppedAnswer = Output<typeof droppedSchema>;
export type DroppedFile = Output<typeof droppedFile>;

const droppedFile = object({
  /** Names it until it is published or dropped for another. */
  id: text,
  /** The data set that it will be. */
  dataset: datasetId,
  /** Its name in the uploads folder. */
  file: text,
  /** Another file of this name is in the uploads folder. */
  replaces: flag,
  rows: count,
  columns: list(object({ name: text, type: oneOf(...COLUMN_TYPES), unit: v.nullable(text), why: text })),
  /** As written; null where a cell is empty. */
  firstRows: list(list(v.nullable(text))),
  /** Sentences: what was taken for time, places and measures, or why nothing was. */
  remarks: list(text),
  /** Sentences: what will be left out, with lines. */
  warnings: list(text),
});

const droppedSchema = object({
  schema: oneOf('dropped/1'),
  /** null where the file cannot be read. */
  file: v.nullable(droppedFile),
  /** Why it cannot: line, fault and value; null where it can. */
  refusal: v.nullable(text),
});

export const parseDroppedAnswer = parserOf(droppedSchema);

/** `POST <DROP_PATH>?name=iris.csv` takes a file; `POST <DROP_PATH>/<id>` publishes it, `DELETE` forgets it. */
export const DROP_PATH = '/local/files';
/** A header that no page of another origin can send without asking first, and such a question is not answered. */
export const DROP_HEADER = 'x-seecovid-drop';
