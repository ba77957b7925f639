/** Shapes of points, by Chart.js's names for them. */
export const POINT_SHAPES = ['circle', 'triangle', 'rect', 'rectRot'] as const;
export type PointShape = (typeof POINT_SHAPES)[number] | 'crossRot';

/** The outline of a point around 0,0 as the data of an SVG path, just as Chart.js draws it. @param r its radius */
export function pointPath(shape: PointShape, r: number): string {
  const half = r * Math.SQRT1_2;
  const [sin60, cos60] = [Math.sin(Math.PI / 3) * r, r / 2];
  switch (shape) {
    case 'circle':
      return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case 'triangle':
      return polygon([0, -r], [sin60, cos60], [-sin60, cos60]);
    case 'rect':
      return polygon([-half, -half], [half, -half], [half, half], [-half, half]);
    case 'rectRot':
      return polygon([0, -r], [r, 0], [0, r], [-r, 0]);
    case 'crossRot':
      return `M${round(-half)} ${round(-half)}L${round(half)} ${round(half)}M${round(-half)} ${round(half)}L${round(half)} ${round(-half)}`;
  }
}

function polygon(...points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
