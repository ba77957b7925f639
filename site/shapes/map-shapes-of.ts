import type { MapShapes, ShapeTarget } from '../../functions/contract/map-shapes.ts';
import type { ShapeMap } from './shape-map.ts';

/** The list of a map's shapes and the regions they stand for, shapes in the order of their ids. */
export function mapShapesOf({ map, title, credit, draw, regionsOf }: ShapeMap): MapShapes {
  const shapes: Record<string, ShapeTarget> = {};
  for (const { id, name } of draw().features) {
    if (id in shapes) throw new Error(`${map} must have one shape ${id}; found two`);
    shapes[id] = { name, regions: regionsOf(id) };
  }
  return { schema: 'map-shapes/1', map, title, credit, shapes };
}

/** The text of `maps/<map>.json`: a line per shape, so that a change shows as the shapes that changed. */
export function formatMapShapes({ shapes, ...head }: MapShapes): string {
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const lines = Object.keys(shapes)
    .sort()
    .map(id => `    ${JSON.stringify(id)}: ${JSON.stringify(shapes[id])}`);
  return ['{', ...fields, '  "shapes": {', lines.join(',\n'), '  }', '}', ''].join('\n');
}
