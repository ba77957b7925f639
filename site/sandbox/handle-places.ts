interface Place {
  readonly x: number;
  readonly y: number;
}

export interface HandlePlace extends Place {
  /** How far the handle stands to the right of its point, in CSS pixels; below zero to the left. */
  readonly pull: number;
  /** Whether another handle is where its label would be. */
  readonly isCrowded: boolean;
}

export interface HandleRoom {
  /** From the middle of a handle to the middle of the next, at least. */
  readonly apart: number;
  /** What a handle and its label beside it need. */
  readonly label: number;
  /** Where the chart begins and ends. */
  readonly left: number;
  readonly right: number;
}

/**
 * Where handles stand for points that may lie on top of each other: at its point, or as near to it along the line as
 * there is room beside the handles before it. Where there is none, it stands at its point, over another one.
 */
export function handlePlaces(points: readonly Place[], { apart, label, left, right }: HandleRoom): HandlePlace[] {
  const placed: Place[] = [];
  for (const { x, y } of points) {
    const isFree = (at: number) =>
      placed.every(other => Math.abs(other.x - at) >= apart || Math.abs(other.y - y) >= apart);
    const beside = placed.flatMap(other => [other.x + apart, other.x - apart]);
    const free = [x, ...beside.filter(at => at >= left && at <= right)].filter(isFree);
    const nearest = free.toSorted((a, b) => Math.abs(a - x) - Math.abs(b - x))[0];
    placed.push({ x: nearest ?? x, y });
  }
  return placed.map(({ x, y }, index) => ({
    x,
    y,
    pull: x - (points[index]?.x ?? x),
    isCrowded: placed.some(other => other.x > x && other.x - x < label && Math.abs(other.y - y) < apart),
  }));
}
