export type Theme = 'light' | 'dark';

/** The steps of the sequential ramp: more than an eye can tell apart on a map. */
export const RAMP_STEPS = 48;

export interface Palette {
  /** From the smallest value to the largest, evenly spaced in lightness: readable without color vision. */
  readonly ramp: readonly string[];
  /** For values of both signs, from far below zero to far above. */
  readonly diverging: readonly string[];
  /** A report of zero. */
  readonly zero: string;
  /** No report: background and strokes of a hatching, close to zero, so that such a place does not stand out. */
  readonly missing: string;
  readonly missingStroke: string;
  /** Kept back by the source: hatched the other way, and stronger, for there is a value. */
  readonly suppressed: string;
  readonly suppressedStroke: string;
  /** A rate without a population to divide by. */
  readonly noPopulation: string;
  /** A value that lacks a day before. */
  readonly incomplete: string;
  /** Below zero: a correction. */
  readonly negative: string;
  /** Behind circles: pale, so that any of them stands out. */
  readonly land: string;
  /** Around circles, as some paints are as pale as the land. */
  readonly edge: string;
  /** Borders, and the outline of the shape under the pointer. */
  readonly hairline: string;
  readonly border: string;
  readonly outline: string;
}

/** More is darker on a light page and brighter on a dark one, so that the largest values stand out on either. */
export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    ramp: ramp(['#fde7c2', '#fbbd79', '#f0834f', '#d0454f', '#8f2662', '#4a1259']),
    diverging: ramp(['#0d3a66', '#3a7cb0', '#9bc4dc', '#efede6', '#f5b87e', '#d0454f', '#631547']),
    zero: '#efede6',
    missing: '#f9f7f2',
    missingStroke: '#cbc6b9',
    suppressed: '#e4e2ec',
    suppressedStroke: '#8d86a8',
    noPopulation: '#c9c6bd',
    incomplete: '#d9e0e4',
    negative: '#86b3c9',
    land: '#e9e6dd',
    edge: 'rgba(27, 26, 23, 0.45)',
    hairline: 'rgba(252, 251, 248, 0.55)',
    border: '#fcfbf8',
    outline: '#1b1a17',
  },
  dark: {
    ramp: ramp(['#3d2550', '#71286b', '#b03565', '#e3624c', '#f7a552', '#fdecb0']),
    diverging: ramp(['#c3e6ff', '#62a9e6', '#315b86', '#2b2d34', '#8a3358', '#e3624c', '#fdd796']),
    zero: '#26282e',
    missing: '#1b1c21',
    missingStroke: '#4d505a',
    suppressed: '#24232d',
    suppressedStroke: '#837c9e',
    noPopulation: '#4a4d55',
    incomplete: '#31404a',
    negative: '#4b87a3',
    land: '#222429',
    edge: 'rgba(255, 255, 255, 0.4)',
    hairline: 'rgba(19, 20, 23, 0.5)',
    border: '#131417',
    outline: '#ffffff',
  },
};

function ramp(stops: readonly string[]): string[] {
  return Array.from({ length: RAMP_STEPS }, (_, step) => mixOklab(stops, step / (RAMP_STEPS - 1)));
}

type Triple = readonly [number, number, number];

/**
 * The color at `position` (0 to 1) along a row of `#rrggbb` stops, mixed in Oklab so that even steps look even.
 * Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
 */
export function mixOklab(stops: readonly string[], position: number): string {
  const along = Math.min(Math.max(position, 0), 1) * (stops.length - 1);
  const index = Math.min(Math.floor(along), stops.length - 2);
  const [from, to] = [toOklab(stops[index] ?? '#000000'), toOklab(stops[index + 1] ?? '#000000')];
  const share = along - index;
  const mix = (a: number, b: number) => a + (b - a) * share;
  return toHex([mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])]);
}

/** Lightness, green to red, blue to yellow. */
export function toOklab(hex: string): Triple {
  const [r, g, b] = [1, 3, 5].map(at => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  const [red, green, blue] = [r ?? 0, g ?? 0, b ?? 0];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toHex([lightness, a, b]: Triple): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const pairs = linear.map(part => Math.round(Math.min(Math.max(toGamma(part), 0), 1) * 255));
  return `#${pairs.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function toLinear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function toGamma(part: number): number {
  return part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
}
