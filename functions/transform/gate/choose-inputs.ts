import type { Input, InputState, RowCounts } from '../../contract/receipt.ts';
import type { ListedObject } from '../../store/store.ts';
import type { Descriptor, Table } from '../descriptor.ts';
import { matchUpload } from '../stage/match-upload.ts';
import { type StagedUpload, type StagedUploads, stagedKey } from '../stage/stage.ts';
import { withoutFalls } from './without-falls.ts';

/** One upload and what the build makes of it. */
export interface ChosenInput {
  readonly key: string;
  readonly state: InputState;
  readonly reason: string | null;
  readonly table: Table | null;
  readonly date: string | null;
  /** The version whose rows are in: the one listed, or the last good one. */
  readonly rows: StagedUpload | null;
  /** The version listed, for its account of rejected rows. */
  readonly listed: StagedUpload | null;
  /** The version that was live before, if it is fit and still kept. */
  readonly good: StagedUpload | null;
  /** A version was live before. */
  readonly wasLive: boolean;
}

export const NO_ROWS: RowCounts = { read: 0, kept: 0, moved: 0, merged: 0, dropped: 0, unmatched: 0, rejected: 0 };

/** More rejected rows than this share of a file, and the file is kept out. */
const MAX_REJECTED_SHARE = 0.05;

/**
 * Decides for every listed upload whether its rows are in. What is not fit is quarantined; where it replaced a good
 * version, that one stays in. One report a day: of two, the one that is live already stays, else the first by key.
 */
export function chooseInputs(
  dataset: string,
  listing: readonly ListedObject[],
  descriptor: Descriptor,
  staged: StagedUploads,
  lastInputs: readonly Input[],
  today: string,
): ChosenInput[] {
  const bySha = new Map([...staged].map(([key, upload]) => [`${tableOfKey(key)} ${upload.sha256}`, upload]));
  const last = new Map(lastInputs.map(input => [input.key, input]));
  const chosen = listing.map(({ key, etag }) => {
    const match = matchUpload(key.slice(dataset.length + 1), descriptor, today);
    const none = { key, table: null, date: null, rows: null, listed: null, good: null, wasLive: false };
    if (match.is === 'ignored') return { ...none, state: 'ignored' as const, reason: match.reason };
    if (match.is === 'unfit') return { ...none, state: 'quarantined' as const, reason: match.reason };
    const listed = staged.get(stagedKey(match.table, etag)) ?? null;
    const wasLive = last.get(key)?.sha256 != null;
    const base = { key, table: match.table, date: match.date, listed, wasLive };
    const before = bySha.get(`${match.table.name} ${last.get(key)?.sha256}`) ?? null;
    const good = before !== null && problemOf(before) === null ? before : null;
    const problem = listed === null ? 'it could not be read' : problemOf(listed);
    if (problem !== null) return quarantined({ ...base, good }, problem);
    return { ...base, good, state: 'used' as const, reason: null, rows: listed };
  });
  return withoutFalls(withoutRivals(chosen, last));
}

/** Kept out, with its last good version in its place if there is one. */
export function quarantined(input: Omit<ChosenInput, 'state' | 'reason' | 'rows'>, problem: string): ChosenInput {
  const gone = input.wasLive ? '; its last good version is not kept any more' : '';
  const instead = input.good === null ? gone : '; its last good version stays in use';
  return { ...input, state: 'quarantined', reason: `${problem}${instead}`, rows: input.good };
}

function tableOfKey(key: string): string {
  return key.slice(0, key.indexOf(' '));
}

function problemOf(upload: StagedUpload): string | null {
  if (upload.problem !== null) return upload.problem;
  const { kept, rejected, samples } = upload;
  if (rejected <= (kept + rejected) * MAX_REJECTED_SHARE) return null;
  const [first] = samples;
  return `${rejected} of its ${kept + rejected} rows cannot be read; the first is line ${first?.line}: ${first?.reason}`;
}

function withoutRivals(chosen: readonly ChosenInput[], last: ReadonlyMap<string, Input>): ChosenInput[] {
  const groups = Map.groupBy(
    chosen.filter(input => input.rows !== null),
    input => `${input.table?.name} ${input.date}`,
  );
  const winners = new Map<string, ChosenInput>();
  for (const [slot, rivals] of groups) {
    const live = rivals.filter(({ key }) => last.get(key)?.sha256 != null);
    const winner = live[0] ?? rivals[0];
    if (winner !== undefined) winners.set(slot, winner);
  }
  return chosen.map(input => {
    const winner = winners.get(`${input.table?.name} ${input.date}`);
    if (input.rows === null || winner === undefined || winner === input) return input;
    const same = winner.rows?.sha256 === input.rows.sha256 ? 'the same bytes as' : 'also in';
    const what = input.date ?? `the table "${input.table?.name}"`;
    return { ...input, state: 'quarantined', rows: null, reason: `${what} is ${same} ${winner.key}, which is in use` };
  });
}
