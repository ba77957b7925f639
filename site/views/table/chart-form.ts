import type { TableFile } from '../../../functions/contract/table.ts';
import type { Bars } from '../../charts/bar-chart.ts';
import type { Tick } from '../../charts/plot.ts';
import type { Condition } from './conditions.ts';
import type { TableSource } from './source.ts';

/** A chart without its colors. */
export type ChartModel = BarModel | PointModel;

/** Colors of categories are numbered; without categories there is one series, in the accent. */
export interface BarModel extends Omit<Bars, 'series'> {
  readonly kind: 'bars';
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** What a bar stands for: `Biscoe: 89 of 168`. */
  readonly words: readonly string[];
}

export interface PointModel {
  readonly kind: 'points' | 'lines';
  readonly x: AxisModel;
  readonly y: AxisModel;
  readonly all: readonly ChartPoint[];
  readonly series: readonly { readonly name: string; readonly points: readonly ChartPoint[] }[];
}

export interface AxisModel {
  readonly min: number;
  readonly max: number;
  readonly title: string;
  readonly ticks: (most: number) => readonly Tick[];
}

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

export interface ChartData {
  readonly file: Pick<TableFile, 'columns' | 'rows'>;
  readonly source: Pick<TableSource, 'facet' | 'summary' | 'sample'>;
  readonly where: readonly Condition[];
}
