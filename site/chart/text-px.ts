import { rootPx } from './root-px.ts';

/** The letters of a chart, as a part of the page's. */
const PART = 0.8;

/** How large the letters of a chart are, in CSS pixels: they grow with those of the page. */
export function textPx(): number {
  return rootPx() * PART;
}
