import type { GeometryCollection, MultiLineString, Topology } from 'topojson-specification';
import { finite, listOf, oneOf, type Parser, shape, text } from '../../functions/contract/expect.ts';

/** A file of shapes as the build writes it. */
export interface ShapeFile {
  readonly credit: string;
  readonly bbox: readonly number[];
  readonly topology: Topology;
  readonly shapes: GeometryCollection<ShapeProperties>;
  readonly borders: MultiLineString | null;
}

/** The regions that a shape is drawn for, as in `maps/<map>.json`; left out where it is the one of its own id. */
export interface ShapeProperties {
  readonly name: string;
  readonly regions?: readonly string[];
  readonly successors?: readonly string[];
  readonly from?: string;
}

interface Outer {
  readonly type: 'Topology';
  readonly credit: string;
  readonly bbox: readonly number[];
  readonly objects: { readonly shapes: { readonly type: 'GeometryCollection' } };
}

const parseOuter = shape<Outer>({
  type: oneOf('Topology'),
  credit: text,
  bbox: listOf(finite),
  objects: shape<Outer['objects']>({ shapes: shape({ type: oneOf('GeometryCollection') }) }),
});

/** Checks what tells a file of shapes from anything else; its arcs come from the same build as this code. */
export const parseTopology: Parser<ShapeFile> = (value, where) => {
  const { credit, bbox } = parseOuter(value, where);
  const topology = value as Topology<{ shapes: ShapeFile['shapes']; borders?: MultiLineString }>;
  return { credit, bbox, topology, shapes: topology.objects.shapes, borders: topology.objects.borders ?? null };
};
