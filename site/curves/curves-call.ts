import type { CurvesView } from './curves-view.ts';
import { alignmentText } from './read-curves-view.ts';

/** The path that answers with the lines of the curves, pinned to the snapshot. */
export function curvesCall(view: CurvesView, dataset: string, snapshot: string): string {
  const query = new URLSearchParams({
    regions: view.regions.join(','),
    measures: view.measures.join(','),
    change: view.change,
    ...(view.per === null ? {} : { per: String(view.per) }),
    ...(view.smooth === 1 ? {} : { smooth: String(view.smooth) }),
    ...(view.align === null ? {} : { align: alignmentText(view.align) }),
    snapshot,
    format: 'csv',
  });
  return `/api/v1/datasets/${dataset}/series?${query}`
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/');
}
