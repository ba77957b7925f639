import type { BuildResult } from '../functions/build/build.ts';
import type { Outcome } from '../functions/contract/pointer.ts';
import type { Receipt } from '../functions/contract/receipt.ts';

const EXIT_CODES: Readonly<Record<Outcome, number>> = { published: 0, quarantined: 3, refused: 4 };

/** The outcome of a build, whoever ran it. */
export type BuildOutcome = Pick<BuildResult, 'dataset' | 'pointer' | 'receipt'>;

/** 0 everything is live, 3 published without some uploads or rows, 4 refused; the highest of several data sets. */
export function exitCodeOf(outcomes: readonly Pick<BuildOutcome, 'receipt'>[]): number {
  const codes = outcomes.flatMap(({ receipt }) => [EXIT_CODES[receipt.outcome], excludesRows(receipt) ? 3 : 0]);
  return Math.max(0, ...codes);
}

/** Whether a used upload has rows that count nowhere: rejected, or of an unknown place. */
function excludesRows({ inputs }: Receipt): boolean {
  return inputs.some(({ state, rows }) => state === 'used' && rows.rejected + rows.unmatched > 0);
}

/** What a build did, for people. */
export function describeResult(result: BuildResult): string {
  return describeOutcome(result, [`  ${describeWork(result)} · ${(result.tookMs / 1000).toFixed(1)} s`]);
}

/** The outcome of a build for people, with the caller's lines below its summary. */
export function describeOutcome({ dataset, receipt, pointer }: BuildOutcome, more: readonly string[] = []): string {
  return [
    `${dataset}: ${receipt.summary}`,
    ...more,
    ...(pointer.snapshot === null ? [] : [`  snapshot ${pointer.snapshot}${pointer.pinned ? ' (pinned)' : ''}`]),
    ...describeExcluded(receipt),
  ].join('\n');
}

/** One line per file, row or place that is not live, or is live but worth a look. */
export function describeExcluded(receipt: Receipt): string[] {
  return [
    ...shortened(quarantined(receipt), 'upload'),
    ...shortened(held(receipt), 'place'),
    ...shortened(reported(receipt), 'report'),
    ...shortened(rejected(receipt), 'row'),
    ...shortened(unmatched(receipt), 'place'),
    ...shortened(warnings(receipt), 'warning'),
    ...shortened(remarked(receipt), 'remark'),
  ];
}

export function jsonResult({ dataset, pointer, receipt, unchanged, ...work }: BuildResult) {
  const { outcome, summary, inputs, unmatched } = receipt;
  return {
    dataset,
    outcome,
    summary,
    unchanged,
    snapshot: pointer.snapshot,
    receipt: pointer.attempt.receipt,
    quarantined: inputs.filter(({ state }) => state === 'quarantined').map(({ key, reason }) => ({ key, reason })),
    warnings: inputs.filter(({ warnings }) => warnings.length > 0).map(({ key, warnings }) => ({ key, warnings })),
    remarks: inputs.filter(({ remarks }) => remarks.length > 0).map(({ key, remarks }) => ({ key, remarks })),
    replaced: inputs.flatMap(({ key, replaced }) => (replaced === null ? [] : [{ key, ...replaced }])),
    rejected: inputs
      .filter(({ rejected }) => rejected.length > 0)
      .map(({ key, rejected }) => ({ key, rows: rejected })),
    unmatched,
    held: receipt.held,
    ended: receipt.ended,
    lost: receipt.maps.flatMap(({ map, lost }) => lost.map(region => ({ map, ...region }))),
    failed: receipt.checks.filter(({ passed }) => !passed),
    ...work,
  };
}

function describeWork({ unchanged, staged, rebuiltChunks, writtenBlobs, writtenBytes }: BuildResult): string {
  if (unchanged) return 'nothing has changed, nothing was written';
  const megabytes = (writtenBytes / 1e6).toFixed(2);
  return `${staged} read, ${plural(rebuiltChunks, 'part')} assembled, ${writtenBlobs} blobs written (${megabytes} MB)`;
}

function quarantined({ inputs }: Receipt): string[] {
  return inputs
    .filter(({ state }) => state === 'quarantined')
    .map(({ key, reason }) => `  quarantined ${key}: ${reason}`);
}

function held({ held }: Receipt): string[] {
  return held.map(({ detail }) => `  held back ${detail}`);
}

/** What is about the data set as a whole. */
function reported({ checks, ended, maps, outcome }: Receipt): string[] {
  return [
    ...checks
      .filter(({ scope, passed }) => scope === 'snapshot' && !passed && outcome !== 'refused')
      .map(({ detail }) => `  failed check: ${detail}`),
    ...maps.flatMap(({ map, lost }) =>
      lost.map(({ region, name }) => `  lost ${name} (${region}) of ${map}: no row counts toward it any more`),
    ),
    ...ended.map(
      ({ measure, lastDate }) => `  ended ${measure}: blank in every report after ${lastDate}, so missing from then on`,
    ),
  ];
}

function warnings({ inputs }: Receipt): string[] {
  const all = inputs.flatMap(({ key, warnings }) => warnings.map(warning => ({ key, warning })));
  return [...Map.groupBy(all, ({ warning }) => warning)].map(([warning, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return `  warning ${first?.key}${more}: ${warning}`;
  });
}

/** Uploads that are live despite a failed check, and uploads that were replaced. */
function remarked({ inputs }: Receipt): string[] {
  return inputs.flatMap(({ key, remarks, replaced }) => [
    ...remarks.flatMap(({ verdict, detail, note }) => {
      if (verdict === 'quarantined') return [];
      return [`  ${verdict} ${key}: ${detail}${note === null ? '' : ` (${note})`}`];
    }),
    ...(replaced === null ? [] : [`  replaced ${key}: ${replaced.detail}`]),
  ]);
}

function rejected({ inputs }: Receipt): string[] {
  return inputs.flatMap(({ key, rejected }) =>
    rejected.map(({ line, reason }) => `  rejected ${key} line ${line}: ${reason}`),
  );
}

function unmatched({ unmatched }: Receipt): string[] {
  return unmatched.map(({ place, rows, countsIn, lastDate }) => {
    const where = countsIn.length === 0 ? 'counted nowhere' : `counted in ${countsIn.join(' and ')} only`;
    return `  unknown place ${place} (${plural(rows, 'row')}, last ${lastDate}), ${where}`;
  });
}

const MAX_LINES = 10;

/** The first ten lines, and the number of the others. */
export function shortened(lines: readonly string[], noun: string, where = '; see the receipt'): string[] {
  const more = lines.length - MAX_LINES;
  if (more <= 0) return [...lines];
  return [...lines.slice(0, MAX_LINES), `  … and ${plural(more, noun)} more${where}`];
}

/** `1 file`, `1,143 files`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
