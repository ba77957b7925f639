import { describeExcluded, exitCodeOf, shortened } from '../describe-result.ts';
import type { DatasetStatus, LiveStatus, NotBuilt } from './read-status.ts';

/** The state of a data set, for people. */
export function describeStatus({ dataset, live, attempt, notBuilt, address }: DatasetStatus): string {
  const built = attempt?.receipt;
  return [
    `${dataset}: ${live === null ? 'nothing is live' : describeLive(live)}`,
    ...(address === null ? [] : [`  ${address}`]),
    ...(live?.pinned ? [describePin(live)] : []),
    ...(attempt === null
      ? ['  no build yet']
      : [`  last build ${attempt.pointer.attempt.at}: ${attempt.receipt.summary}`]),
    ...(built?.outcome === 'refused' && live !== null ? ['  what was live before it stays live'] : []),
    ...(built === undefined ? [] : describeExcluded(built)),
    ...(notBuilt === null ? [] : describeNotBuilt(notBuilt)),
  ].join('\n');
}

/** The same for programs, as JSON. */
export function jsonStatus({ dataset, live, attempt, notBuilt, address }: DatasetStatus) {
  return { dataset, live, address, attempt: attempt === null ? null : jsonAttempt(attempt), notBuilt };
}

/** 0, 3 or 4, as for a transform; uploads that no build has seen do not count. */
export function exitCodeOfStatus(statuses: readonly DatasetStatus[]): number {
  return exitCodeOf(statuses.flatMap(({ attempt }) => (attempt === null ? [] : [attempt])));
}

function describeLive({ firstDate, lastDate, publishedAt, snapshot }: LiveStatus): string {
  const when = publishedAt === null ? '' : `, published ${publishedAt}`;
  return `${firstDate} to ${lastDate} is live${when}, snapshot ${snapshot}`;
}

function describePin({ snapshot, newest }: LiveStatus): string {
  return newest === null || newest === snapshot
    ? '  pinned: later builds are not shown until it is released'
    : `  pinned: the newest snapshot ${newest} is not shown until it is released`;
}

function describeNotBuilt({ added, removed, replaced }: NotBuilt): string[] {
  const lines = [
    ...added.map(key => `  not built yet ${key}: new`),
    ...replaced.map(key => `  not built yet ${key}: replaced`),
    ...removed.map(key => `  not built yet ${key}: removed`),
  ];
  if (lines.length === 0) return ['  not built yet: uploads were replaced since the last build'];
  return shortened(lines, 'change', ' not built yet');
}

function jsonAttempt({ pointer, receipt }: NonNullable<DatasetStatus['attempt']>) {
  const { at, outcome, receipt: id } = pointer.attempt;
  const { summary, inputs, unmatched } = receipt;
  return {
    at,
    outcome,
    summary,
    receipt: id,
    quarantined: inputs.flatMap(({ key, state, reason }) => (state === 'quarantined' ? [{ key, reason }] : [])),
    rejected: inputs.flatMap(({ key, rejected }) => (rejected.length > 0 ? [{ key, rows: rejected }] : [])),
    unmatched,
  };
}
