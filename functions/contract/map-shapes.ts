import * as v from 'valibot';
import { day, list, type Output, object, oneOf, parserOf, record, text } from './schema.ts';
import { placeNouns } from './snapshot.ts';

/** `maps/<map>.json`: which regions each shape of a map is drawn for. Shapes to regions is many to one. */
export type MapShapes = Output<typeof mapShapesSchema>;
export type ShapeTarget = Output<typeof shapeTarget>;
/** How a shape comes to stand for regions other than its own: a county that was split, merged or dissolved. */
export type Succession = Omit<ShapeTarget, 'name' | 'regions'>;

export const NO_SUCCESSION: Succession = { successors: [], from: null };

const shapeTarget = object({
  name: v.nullable(text),
  /** Every region that it is ever drawn for, its own first. Empty: drawn as "no data". */
  regions: list(text),
  /**
   * The regions that replace its own, for good, from the first record of one of them. Those among `regions` are drawn
   * in its place, added up. Where none is, their borders cross its own and it is drawn as "no data".
   */
  successors: v.optional(list(text), []),
  /** The day on which they replace it, where their first record does not tell; else null. */
  from: v.optional(v.nullable(day), null),
});

const mapShapesSchema = object({
  schema: oneOf('map-shapes/1'),
  map: text,
  title: text,
  nouns: v.optional(v.nullable(placeNouns), null),
  /** Who drew the shapes, and under which license. */
  credit: text,
  shapes: record(shapeTarget),
});

export const parseMapShapes = parserOf(mapShapesSchema);
