import { count, list, type Output, object, oneOf, parserOf, text } from './schema.ts';

/**
 * A map as a few thousand cells, each of which belongs to the shape that covers its middle: enough for a small picture,
 * with nothing to simplify. `maps/grids/<map>.json`.
 */
export type MapGrid = Output<typeof gridSchema>;

const gridSchema = object({
  schema: oneOf('map-grid/1'),
  map: text,
  columns: count,
  rows: count,
  /** The ids of the shapes that cover a cell. */
  shapes: list(text),
  /** Row by row, pairs: how many cells, and of which shape, from 1; 0 where there is none. */
  runs: list(count),
});

export const parseMapGrid = parserOf(gridSchema);

/** The shape of each cell, row by row; null where there is none. */
export function gridCells({ shapes, runs }: Pick<MapGrid, 'shapes' | 'runs'>): (string | null)[] {
  const cells: (string | null)[] = [];
  for (let at = 0; at < runs.length; at += 2) {
    const shape = shapes[(runs[at + 1] ?? 0) - 1] ?? null;
    for (let left = runs[at] ?? 0; left > 0; left--) cells.push(shape);
  }
  return cells;
}
