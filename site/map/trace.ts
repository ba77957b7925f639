import type { Ring } from './shape.ts';

/** Shapes as a path that can be filled again and again. */
export function areaPath(rings: readonly Ring[]): Path2D {
  const path = new Path2D();
  for (const ring of rings) {
    traceInto(path, ring);
    path.closePath();
  }
  return path;
}

export function linePath(lines: readonly Ring[]): Path2D {
  const path = new Path2D();
  for (const line of lines) traceInto(path, line);
  return path;
}

function traceInto(path: Path2D, line: Ring): void {
  line.forEach(([x, y], index) => {
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
}
