import { chartFrame } from './chart-frame.ts';
import type { ChartInks } from './chart-inks.ts';
import { type HerdShare, herdPlot } from './herd-plot.ts';
import { percentWords } from './percent-words.ts';

export interface HerdFigure {
  readonly figure: HTMLElement;
  readonly draw: (inks: ChartInks) => void;
}

/** How many are infected in the end for each r, beside how many would have been enough. */
export function herdFigure(shares: readonly HerdShare[]): HerdFigure {
  const frame = chartFrame('herd', 'h4');
  frame.setTitle('How much of the town is infected in the end');
  frame.setLegend([
    { sample: 'infected-2', name: 'Infected by the end of the wave' },
    { sample: 'limit', name: 'Immune when the wave turns: enough for herd immunity' },
  ]);
  const examples = shares.filter(({ r }) => [1, 1.5, 2, 3, 5, 8].includes(r));
  frame.describe(
    `Share of the town, by r. ${examples
      .map(
        ({ r, everInfected, threshold }) =>
          `r ${r}: ${percentWords(everInfected)} are infected in the end, ${percentWords(1 - everInfected)} never; ` +
          `${percentWords(threshold)} would have been enough.`,
      )
      .join(' ')}`,
  );
  return { figure: frame.figure, draw: inks => frame.chart.draw(herdPlot(shares, inks), inks) };
}
