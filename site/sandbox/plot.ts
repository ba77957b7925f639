/** What a line chart shows: axes from 0, lines, and what marks them. */
export interface Plot {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly lines: readonly PlotLine[];
  /** Places on the x axis with a dashed line from top to bottom. */
  readonly marks?: readonly number[];
  readonly dots?: readonly PlotDot[];
}

export interface PlotAxis {
  readonly max: number;
  readonly ticks: readonly number[];
  readonly words: (value: number) => string;
  /** What the numbers are, where no heading says it. */
  readonly title?: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlotLine {
  readonly points: readonly Point[];
  readonly color: string;
  readonly width: number;
  readonly dash?: readonly number[];
  /** The colour of the area under the line, where it is filled. */
  readonly fill?: string;
}

export interface PlotDot extends Point {
  readonly color: string;
  readonly label: string;
}

/** More points than a screen has room for slow a dragged slider down. */
const MAX_POINTS = 700;

/** The points of values that lie a step apart from each other, thinned out where they are more than can be seen. */
export function pointsOf(values: readonly number[], step = 1): Point[] {
  const stride = Math.ceil(values.length / MAX_POINTS);
  const last = values.length - 1;
  return values.flatMap((y, index) => (index % stride === 0 || index === last ? [{ x: index * step, y }] : []));
}
