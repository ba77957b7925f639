import type { GateRemark } from '../../contract/gate-report.ts';
import type { Input, RowCounts } from '../../contract/receipt.ts';
import type { ListedObject } from '../../store/store.ts';
import type { UnreadableObject } from '../../store/unreadable-object.ts';
import type { Descriptor } from '../descriptor.ts';
import { matchUpload } from '../stage/match-upload.ts';
import { type StagedUpload, type StagedUploads, stagedKey } from '../stage/stage.ts';
import type { AcceptNote } from './accept-notes.ts';
import { accepts } from './accepts.ts';
import { isFault } from './check.ts';
import { type ChosenInput, quarantined } from './chosen-input.ts';
import type { GateLimits } from './gate-limits.ts';
import { OTHER_DAY, READABLE, unreadableRows } from './upload-checks.ts';

export const NO_ROWS: RowCounts = { read: 0, kept: 0, moved: 0, merged: 0, dropped: 0, unmatched: 0, rejected: 0 };

export interface ChoiceParts {
  readonly dataset: string;
  readonly listing: readonly ListedObject[];
  readonly descriptor: Descriptor;
  readonly staged: StagedUploads;
  /** Of the newest snapshot. */
  readonly lastInputs: readonly Input[];
  /** UTC, `YYYY-MM-DD`. */
  readonly today: string;
  /** By the key of the upload. */
  readonly notes: ReadonlyMap<string, AcceptNote>;
  /** Why an upload could not be read, by its key. */
  readonly unread: ReadonlyMap<string, UnreadableObject>;
}

/**
 * Decides for every listed upload, by itself, whether its rows are in. What is not fit is quarantined; where it replaced
 * a good version, that one stays in. One report a day: of two, the one that is live already stays, else the first by key.
 */
export function chooseInputs(parts: ChoiceParts): ChosenInput[] {
  const { dataset, listing, descriptor, staged, lastInputs, today, notes, unread } = parts;
  const bySha = new Map([...staged].map(([key, upload]) => [`${tableOfKey(key)} ${upload.sha256}`, upload]));
  const last = new Map(lastInputs.map(input => [input.key, input]));
  const chosen = listing.map(({ key, etag, fault }): ChosenInput => {
    const match = matchUpload(key.slice(dataset.length + 1), descriptor, today);
    const nothing = { rows: null, listed: null, good: null, wasLive: false, remarks: [], replaced: null };
    const none = { key, etag, table: null, date: null, ...nothing };
    if (match.is === 'ignored') return { ...none, state: 'ignored', reason: match.reason };
    if (match.is === 'unfit') {
      const remarks = match.isDate ? [remark(OTHER_DAY.id, match.reason)] : [];
      return { ...none, state: 'quarantined', reason: match.reason, remarks };
    }
    const listed = staged.get(stagedKey(match.table, etag)) ?? null;
    const wasLive = last.get(key)?.sha256 != null;
    const before = bySha.get(`${match.table.name} ${last.get(key)?.sha256}`) ?? null;
    const good = before?.problem === null ? before : null;
    const base = { ...none, table: match.table, date: match.date, listed, wasLive, good };
    if (listed === null || listed.problem !== null) {
      const why = fault ?? unread.get(key)?.reason;
      const problem = listed?.problem ?? `it could not be read${why === undefined ? '' : `: ${why}`}`;
      return quarantined({ ...base, remarks: [remark(READABLE.id, problem)] }, problem);
    }
    const used: ChosenInput = { ...base, state: 'used', reason: null, rows: listed };
    const rejected = unreadableFault(listed, descriptor.gate);
    if (rejected === null) return used;
    const note = notes.get(key);
    if (!accepts(note, used, unreadableRows.id)) {
      return quarantined({ ...base, remarks: [remark(unreadableRows.id, rejected)] }, rejected);
    }
    const accepted = {
      ...remark(unreadableRows.id, rejected),
      verdict: 'accepted' as const,
      note: note?.reason ?? null,
    };
    return { ...used, remarks: [accepted] };
  });
  return withoutRivals(chosen, last);
}

function remark(check: GateRemark['check'], detail: string): GateRemark {
  return { check, verdict: 'quarantined', detail, note: null };
}

function tableOfKey(key: string): string {
  return key.slice(0, key.indexOf(' '));
}

function unreadableFault(upload: StagedUpload, limits: GateLimits): string | null {
  const [figure] = unreadableRows.figures(upload);
  const isWrong = figure !== undefined && isFault(unreadableRows, figure, unreadableRows.limit(limits, null), upload);
  return isWrong ? unreadableRows.message(figure, upload) : null;
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
