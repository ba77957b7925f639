import { element, svgElement } from '../controls/element.ts';

/** Between bars, as a share of their width. */
const GAP = 0.06;

/** A small histogram: all rows in grey, in front of it in color those shown, on the scale of all. */
export function histogram(all: readonly number[], shown: readonly number[]): SVGElement {
  const highest = Math.max(1, ...all);
  const bars = (counts: readonly number[]) =>
    counts.map((count, bin) => (count === 0 ? '' : `M${bin} 1v${-barHeight(count / highest)}h${1 - GAP}V1z`)).join('');
  return svgElement(
    'svg',
    {
      class: 'histogram',
      viewBox: `0 0 ${Math.max(1, all.length)} 1`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    svgElement('path', { class: 'histogram-all', d: bars(all) }),
    svgElement('path', {
      class: 'histogram-shown',
      d: bars(shown.map((count, bin) => Math.min(count, all[bin] ?? 0))),
    }),
  );
}

/** What is there can be seen, however rare. */
const LEAST = 0.03;

function barHeight(share: number): number {
  return Math.min(1, Math.max(LEAST, share));
}

/** How a whole divides into its largest parts: a bar of segments. */
export function shareBar(shares: readonly number[], isGrey: boolean): HTMLElement {
  const parts = shares.map(share => {
    const part = element('span', { className: 'share' });
    part.style.width = `${share * 100}%`;
    return part;
  });
  return element('span', { className: isGrey ? 'shares is-grey' : 'shares', ariaHidden: 'true' }, ...parts);
}
