import { formatCount, LOCALE } from '../../format/numbers-and-dates.ts';
import type { Changes } from './changes.ts';
import { hasNoChange, type Mode, type Run } from './model.ts';
import { POPULATION } from './sir.ts';

/** What a headline begins with, and how it goes on: `1,120` · `infected at once on day 72, 3,005 on day 70 without …`. */
export interface SandboxHeadline {
  readonly figure: string;
  readonly words: string;
}

const PLACES = {
  two: ['in scenario 1', 'in scenario 2'],
  change: ['without it', 'with the last change'],
} as const satisfies Record<Mode, readonly [string, string]>;

export function headlineOf(mode: Mode, [first, second]: readonly [Run, Run]): SandboxHeadline {
  const [firstPlace, secondPlace] = PLACES[mode];
  const figure = hasWave(second) ? formatCount(second.outcome.peak.infected) : 'No wave';
  const end = hasWave(second) ? `infected at once on day ${formatCount(second.outcome.peak.day)} ` : '';
  const unit = hasWave(second) ? '' : 'infected at once ';
  if (hasNoChange(mode, second)) return { figure, words: `${end}without a change on the way` };
  const other = hasWave(first)
    ? `${formatCount(first.outcome.peak.infected)} ${unit}on day ${formatCount(first.outcome.peak.day)}`
    : 'no wave';
  return { figure, words: `${end}${secondPlace}, ${other} ${firstPlace}` };
}

/** What a run comes to, in sentences. */
export function resultText(run: Run): string {
  const { course, outcome } = run;
  const { peak, neverInfected } = outcome;
  const sentences = [
    hasWave(run)
      ? `At the peak, on day ${formatCount(peak.day)}, ${formatCount(peak.infected)} of ${formatCount(POPULATION)} people are infected at once.`
      : 'There is no wave: the number of infected people only falls.',
    `${formatCount(neverInfected)} are never infected.`,
  ];
  if (outcome.returnsFromNobody)
    sentences.push(
      'On the way the model counts less than half an infected person; among real people the outbreak might have ended there.',
    );
  if (outcome.lateDay !== null)
    sentences.push(
      `From day ${formatCount(outcome.lateDay)} on the infection could grow again, but by then the model counts almost nobody infected, so no wave comes of it.`,
    );
  else if (!course.ended) sentences.push(`The chart ends on day ${formatCount(course.days)}, before the wave does.`);
  return sentences.join(' ');
}

const oneDigit = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `3.0`: always one digit behind the point, so that a live value keeps its width. */
export function formatR(r: number): string {
  return oneDigit.format(r);
}

/** `d 14, r 3.0` · `d 14, r 3.0, from day 50 d 14, r 1.5`. */
export function formatRates(changes: Changes): string {
  return changes
    .map(({ t, d, r }) => `${t > 0 ? `from day ${formatCount(t)} ` : ''}d ${d}, r ${formatR(r)}`)
    .join(', ');
}

function hasWave({ outcome }: Run): boolean {
  return outcome.peak.day > 0;
}

const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 });

/** A share in whole percent: `67%`. */
export function percentWords(share: number): string {
  return percent.format(share);
}
