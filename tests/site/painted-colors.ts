import type { Page } from 'playwright-core';
import { parseShapes } from '../../functions/contract/shapes.ts';
import { decodeDrawing } from '../../site/geo/decode-shapes.ts';
import { hitGrid } from '../../site/geo/hit-grid.ts';
import type { MapDrawing, Point, Shape } from '../../site/geo/shape.ts';

/** The colors in which shapes stand on the map, `#rrggbb` by id, read off the canvas well inside of each. */
export async function paintedColors(page: Page, drawing: MapDrawing, ids: readonly string[]): Promise<string[]> {
  const points = ids.map(id => innerPoint(drawing, id));
  return page.locator('#map-areas').evaluate(
    (canvas, { points, width }) => {
      if (!(canvas instanceof HTMLCanvasElement)) return [];
      const scale = canvas.width / width;
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return points.map(([x, y]) => {
        const at = (Math.round(y * scale) * canvas.width + Math.round(x * scale)) * 4;
        return `#${[...data.slice(at, at + 3)].map(part => part.toString(16).padStart(2, '0')).join('')}`;
      });
    },
    { points, width: drawing.width },
  );
}

/** Opens a page and gives the drawing that it has loaded with it. */
export async function openMap(page: Page, address: string): Promise<MapDrawing> {
  const shapes = page.waitForResponse(response => /us-counties[^/]*\.json$/.test(response.url()));
  await page.goto(address);
  const drawing = decodeDrawing(parseShapes(await (await shapes).json(), 'shapes'));
  await page.waitForSelector('body[data-state="ready"] #map-areas[data-date]');
  return drawing;
}

/** A point well inside of a shape, in units of the drawing. */
export function innerPoint({ shapes }: MapDrawing, id: string): [number, number] {
  const index = shapes.findIndex(shape => shape.id === id);
  const shape = shapes[index];
  const shapeAt = hitGrid(shapes);
  const isInner = ([x, y]: Point) =>
    [-MARGIN, 0, MARGIN].every(dx => [-MARGIN, 0, MARGIN].every(dy => shapeAt([x + dx, y + dy]) === index));
  const point = shape && candidates(shape).find(isInner);
  if (!point) throw new Error(`no point of shape ${id} is ${MARGIN} away from its neighbours`);
  return point;
}

/** In units of the drawing. */
const MARGIN = 0.4;
const STEP = 0.1;

function candidates({ box }: Shape): [number, number][] {
  const points: [number, number][] = [];
  for (let x = box.left; x <= box.right; x += STEP) {
    for (let y = box.top; y <= box.bottom; y += STEP) points.push([x, y]);
  }
  return points;
}

/** The whole picture as it is painted, to be compared with another one. */
export function paintOf(page: Page): Promise<string> {
  return page.locator('#map-areas').evaluate(canvas => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
}
