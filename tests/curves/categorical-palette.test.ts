import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATEGORICAL } from '../../site/charts/ink.ts';

type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

/** Machado, Oliveira and Fernandes (2009), whole loss of the cones, on linear RGB. */
const DEUTERANOPIA: Matrix = [
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881],
];
const PROTANOPIA: Matrix = [
  [0.152286, 1.052583, -0.204868],
  [0.114503, 0.786281, 0.099216],
  [-0.003882, -0.048116, 1.051998],
];
/** In OKLab; two colors closer than 0.02 can hardly be told apart. */
const LEAST_DISTANCE = 0.085;

describe.each(['light', 'dark'] as const)('the ten colors on a %s page', theme => {
  const colors = CATEGORICAL[theme];

  it('are ten', () => {
    expect(new Set(colors).size).toBe(10);
  });

  it('stand out from the page', () => {
    const page = pageColor(theme);
    expect(colors.filter(color => contrast(linear(color), page) < 3)).toEqual([]);
  });

  it.each([
    ['all cones', null],
    ['deuteranopia', DEUTERANOPIA],
    ['protanopia', PROTANOPIA],
  ] as const)('differ with %s', (_, matrix) => {
    const seen = colors.map(color => oklab(matrix === null ? linear(color) : through(matrix, linear(color))));
    const close = seen.flatMap((a, index) =>
      seen.slice(index + 1).flatMap((b, rest) => {
        const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        return distance < LEAST_DISTANCE ? [`${colors[index]} and ${colors[index + 1 + rest]}: ${distance}`] : [];
      }),
    );
    expect(close).toEqual([]);
  });
});

/** The page's own color, from where it is defined. */
function pageColor(theme: 'light' | 'dark'): Rgb {
  const css = readFileSync(join(import.meta.dirname, '..', '..', 'site', 'style', 'tokens.css'), 'utf8');
  const [, light, dark] = /--page: light-dark\((#\w{6}), (#\w{6})\)/.exec(css) ?? [];
  return linear((theme === 'light' ? light : dark) ?? '');
}

function linear(color: string): Rgb {
  const part = (at: number) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [a, b]
    .map(([r, g, blue]) => 0.2126 * r + 0.7152 * g + 0.0722 * blue)
    .sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function through(matrix: Matrix, [r, g, b]: Rgb): Rgb {
  const row = ([x, y, z]: Rgb) => Math.min(1, Math.max(0, x * r + y * g + z * b));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
