import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feature } from 'topojson-client';
import { describe, expect, it } from 'vitest';
import { parseShapes } from '../../functions/contract/shapes.ts';
import { decodeDrawing } from '../../site/geo/decode-shapes.ts';
import { topologyOf } from './topology-of.ts';

const SHAPES = join(import.meta.dirname, '../../site/generated/shapes');

describe('decodeDrawing(file)', () => {
  it.each(['us-counties', 'us-states', 'world', 'ca-provinces', 'cn-provinces', 'au-states'])(
    'gives the rings and borders of %s that topojson-client gives',
    map => {
      const file = parseShapes(JSON.parse(readFileSync(join(SHAPES, `${map}.json`), 'utf8')), map);
      const drawing = decodeDrawing(file);
      const topology = topologyOf(file);
      const { shapes, borders } = topology.objects;
      const { features } = feature(topology, shapes);
      expect(drawing.shapes.map(({ id }) => id)).toEqual(features.map(({ id }) => String(id)));
      for (const [index, { geometry }] of features.entries()) {
        const expected = geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
        expect(drawing.shapes[index]?.rings).toEqual(expected);
      }
      expect(drawing.borders).toEqual(borders ? feature(topology, borders).geometry.coordinates : []);
      expect(drawing.hairlines).toHaveLength(file.arcs.length);
    },
  );
});
