import { describe, expect, it } from 'vitest';
import { handlePlaces } from '../../site/views/sandbox/change-handles.ts';

const ROOM = { apart: 28, label: 70, left: 48, right: 348 };

describe('handlePlaces', () => {
  it('leaves handles at their points where there is room', () => {
    const points = [
      { x: 48, y: 80 },
      { x: 120, y: 100 },
    ];
    expect(handlePlaces(points, ROOM)).toEqual(points.map(point => ({ ...point, pull: 0, isCrowded: false })));
  });

  it('spreads what lies on top of each other, beside its point and inside of the chart', () => {
    for (const x of [48, 200, 348]) {
      const points = [80, 110, 80, 81, 80].map((y, index) => ({ x: Math.min(x + index, 348), y }));
      const places = handlePlaces(points, ROOM);
      places.forEach((place, index) => {
        expect(place.x).toBeGreaterThanOrEqual(ROOM.left);
        expect(place.x).toBeLessThanOrEqual(ROOM.right);
        expect([place.y, place.x - place.pull]).toEqual([points[index]?.y, points[index]?.x]);
        for (const other of places.slice(index + 1))
          expect(Math.max(Math.abs(other.x - place.x), Math.abs(other.y - place.y))).toBeGreaterThanOrEqual(28);
      });
    }
  });

  it('leaves a handle at its point where there is no room at all', () => {
    const places = handlePlaces(Array(20).fill({ x: 100, y: 50 }), ROOM);
    expect(places.at(-1)).toMatchObject({ x: 100, pull: 0 });
  });

  it('tells which labels have no room', () => {
    const points = [
      { x: 48, y: 80 },
      { x: 90, y: 82 },
      { x: 130, y: 20 },
    ];
    expect(handlePlaces(points, ROOM).map(({ isCrowded }) => isCrowded)).toEqual([true, false, false]);
  });
});
