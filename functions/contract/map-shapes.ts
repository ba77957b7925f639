import { listOf, mapOf, nullable, oneOf, type Parser, shape, text } from './expect.ts';

/** `maps/<map>.json`: which region each shape of a map is drawn for. Shapes to regions is many to one. */
export interface MapShapes {
  readonly schema: 'map-shapes/1';
  readonly map: string;
  readonly title: string;
  /** Who drew the shapes, and under which licence. */
  readonly credit: string;
  /** Per shape the regions it may stand for: the first that has a value on the day. Empty: drawn as "no data". */
  readonly shapes: Readonly<Record<string, ShapeTarget>>;
}

export interface ShapeTarget {
  readonly name: string | null;
  readonly regions: readonly string[];
}

const parseFields = shape<MapShapes>({
  schema: oneOf('map-shapes/1'),
  map: text,
  title: text,
  credit: text,
  shapes: mapOf(shape<ShapeTarget>({ name: nullable(text), regions: listOf(text) })),
});

export const parseMapShapes: Parser<MapShapes> = (value, where) => parseFields(value, where);
