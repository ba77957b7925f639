import type { ChartChoice } from './address.ts';
import { barModel, histogramModel } from './bar-model.ts';
import type { ChartData, ChartModel } from './chart-form.ts';
import { lineModel, scatterModel } from './point-model.ts';

/** What a chart shows; null while its numbers are loading. */
export function chartModel(chart: ChartChoice, data: ChartData): ChartModel | null {
  const column = (name: string | null) => data.file.columns.find(other => other.name === name);
  const [x, y, by] = [column(chart.x), column(chart.y), column(chart.by)];
  if (x === undefined) return null;
  const columns = { x, y, by: by?.name === x.name ? undefined : by };
  if (chart.type === 'histogram' && x.profile.histogram !== null) return histogramModel(columns, data);
  if (chart.type === 'scatter' && y !== undefined) return scatterModel({ ...columns, y }, data);
  const aggregate = y === undefined ? 'count' : (chart.aggregate ?? 'mean');
  return (chart.type === 'line' ? lineModel : barModel)(columns, aggregate, data);
}
