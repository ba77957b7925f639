import { describe, expect, it } from 'vitest';
import { MAX_ZOOM, panBy, reveal, WHOLE, zoomAt } from '../../site/geo/viewport.ts';

const SIZE = { width: 1000, height: 500 };

describe('the part of a map that is seen', () => {
  it('keeps the point under the pointer where it is', () => {
    const near = zoomAt(WHOLE, [250, 100], 2, SIZE);
    expect(near.zoom).toBe(2);
    expect((250 - near.left) * near.zoom).toBeCloseTo(250);
    expect((100 - near.top) * near.zoom).toBeCloseTo(100);
  });

  it('never shows less than nothing or more than the map', () => {
    expect(zoomAt(WHOLE, [500, 250], 0.5, SIZE)).toEqual(WHOLE);
    expect(zoomAt(WHOLE, [500, 250], 1e9, SIZE).zoom).toBe(MAX_ZOOM);
    const corner = panBy(zoomAt(WHOLE, [0, 0], 2, SIZE), 1e6, 1e6, SIZE);
    expect(corner).toEqual({ left: 500, top: 250, zoom: 2 });
    expect(panBy(corner, -1e6, -1e6, SIZE)).toEqual({ left: 0, top: 0, zoom: 2 });
  });

  it('moves to what lies outside, and stays for what lies well inside', () => {
    const near = zoomAt(WHOLE, [0, 0], 4, SIZE);
    expect(reveal(near, [120, 60], SIZE)).toEqual(near);
    const moved = reveal(near, [900, 60], SIZE);
    expect(moved.left).toBeLessThan(900);
    expect(moved.left + SIZE.width / moved.zoom).toBeGreaterThan(900);
  });
});
