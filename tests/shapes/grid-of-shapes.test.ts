import { expect, test } from 'vitest';
import { gridCells } from '../../functions/contract/map-grid.ts';
import { SHAPES_EXAMPLE, type Shapes } from '../../functions/contract/shapes.ts';
import { gridOfShapes } from '../../functions/shapes/grid-of-shapes.ts';

type Ring = readonly (readonly [number, number])[];

/** Shapes of closed rings, each an arc of its own. */
function drawing(width: number, height: number, shapes: Readonly<Record<string, readonly Ring[]>>): Shapes {
  const rings = Object.values(shapes).flat();
  const arcs = rings.map(ring =>
    ring.map(([x, y], at) => [x - (ring[at - 1]?.[0] ?? 0), y - (ring[at - 1]?.[1] ?? 0)]),
  );
  const geometries = Object.entries(shapes).map(([id, own]) => ({
    type: 'MultiPolygon' as const,
    id,
    properties: { name: id },
    arcs: [own.map(ring => [rings.indexOf(ring)])],
  }));
  return {
    ...SHAPES_EXAMPLE,
    bbox: [0, 0, width, height],
    transform: { scale: [1, 1], translate: [0, 0] },
    objects: { shapes: { type: 'GeometryCollection', geometries } },
    arcs,
  };
}

function square(left: number, top: number, size: number): Ring {
  const [right, bottom] = [left + size, top + size];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ];
}

test('gridOfShapes(shapes) finds the shape at the middle of each cell, holes and later shapes included', () => {
  const grid = gridOfShapes(
    drawing(96, 56, { big: [square(0, 0, 40), square(10, 10, 10)], small: [square(30, 30, 20)] }),
  );
  expect([grid.columns, grid.rows, grid.shapes]).toEqual([96, 56, ['big', 'small']]);
  const cells = gridCells(grid);
  const at = (column: number, row: number) => cells[row * 96 + column];
  expect([at(0, 0), at(39, 29), at(40, 0), at(9, 10), at(10, 10), at(19, 19), at(20, 20)]).toEqual([
    ...['big', 'big', null, 'big', null, null, 'big'],
  ]);
  expect([at(29, 29), at(30, 30), at(49, 49), at(50, 50)]).toEqual(['big', 'small', 'small', null]);
});

test('gridOfShapes(shapes) fits the larger side, of a map that is tall as of one that is wide', () => {
  const tall = gridOfShapes(drawing(10, 400, { a: [square(0, 0, 10)] }));
  expect([tall.columns, tall.rows]).toEqual([2, 56]);
  const wide = gridOfShapes(drawing(1000, 1, { a: [square(0, -500, 1000)] }));
  expect([wide.columns, wide.rows, wide.runs]).toEqual([96, 1, [96, 1]]);
});
