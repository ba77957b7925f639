import { added, day, listOf, mapOf, nullable, oneOf, type Parser, shape, text } from './expect.ts';
import { type PlaceNouns, parsePlaceNouns } from './snapshot.ts';

/** `maps/<map>.json`: which regions each shape of a map is drawn for. Shapes to regions is many to one. */
export interface MapShapes {
  readonly schema: 'map-shapes/1';
  readonly map: string;
  readonly title: string;
  readonly nouns: PlaceNouns | null;
  /** Who drew the shapes, and under which licence. */
  readonly credit: string;
  readonly shapes: Readonly<Record<string, ShapeTarget>>;
}

export interface ShapeTarget extends Succession {
  readonly name: string | null;
  /** Every region that it is ever drawn for, its own first. Empty: drawn as "no data". */
  readonly regions: readonly string[];
}

/** How a shape comes to stand for other regions than its own: a county that was split, joined to another or dissolved. */
export interface Succession {
  /**
   * The regions that replace its own, for good, from the first record of one of them. Those among `regions` are drawn
   * in its place, added up. Where none is, their borders cross its own and it is drawn as "no data".
   */
  readonly successors: readonly string[];
  /** The day on which they replace it, where their first record does not tell; else null. */
  readonly from: string | null;
}

export const NO_SUCCESSION: Succession = { successors: [], from: null };

const parseFields = shape<MapShapes>({
  schema: oneOf('map-shapes/1'),
  map: text,
  title: text,
  nouns: added(nullable(parsePlaceNouns), null),
  credit: text,
  shapes: mapOf(
    shape<ShapeTarget>({
      name: nullable(text),
      regions: listOf(text),
      successors: added(listOf(text), NO_SUCCESSION.successors),
      from: added(nullable(day), NO_SUCCESSION.from),
    }),
  ),
});

export const parseMapShapes: Parser<MapShapes> = (value, where) => parseFields(value, where);
