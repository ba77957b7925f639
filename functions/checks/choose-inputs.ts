import type { CheckId, CheckRemark, Replaced } from '../contract/check-report.ts';
import type { CheckLimits, Dataset, Table } from '../contract/dataset.ts';
import type { Input, InputState, RowCounts } from '../contract/receipt.ts';
import { periodOfRows } from '../ingest/parse-period.ts';
import type { Staged } from '../ingest/stage.ts';
import { rowsOfPeriod, type StagedUpload, stagedKey } from '../ingest/staged.ts';
import type { AcceptNote, AcceptNotes, Plan } from '../job/plan.ts';
import { periodOf } from '../measures/periods.ts';
import { judge } from './check.ts';
import { counted, fileOf, percent } from './format.ts';
import type { Holds } from './holds.ts';
import { strayPeriods } from './stray-periods.ts';
import { LOST_PERIODS, OTHER_DAY, READABLE, unreadableRows } from './upload-checks.ts';

export const NO_ROWS: RowCounts = {
  read: 0,
  kept: 0,
  moved: 0,
  merged: 0,
  dropped: 0,
  unmatched: 0,
  superseded: 0,
  rejected: 0,
};

/**
 * Decides for every listed upload, by itself, whether its rows are in. What is not fit is quarantined; where it replaced
 * a good version, that one stays in. A file with many periods is one report for each of them. One report a period: of two,
 * the one that is live already stays, else the first by key; of files with many periods, the one that goes on longest.
 */
export function chooseInputs(
  { dataset, uploads, notes, last: lastSnapshot }: Plan,
  staged: Pick<Staged, 'uploads' | 'unread'>,
): ChosenInput[] {
  const bySha = new Map([...staged.uploads].map(([key, upload]) => [`${tableOfKey(key)} ${upload.sha256}`, upload]));
  const last = new Map((lastSnapshot?.receipt.inputs ?? []).map(input => [slotOf(input), input]));
  const lastByKey = Map.groupBy(
    (lastSnapshot?.receipt.inputs ?? []).filter(({ date, sha256 }) => date !== null && sha256 !== null),
    ({ key }) => key,
  );
  const chosen = uploads.flatMap(({ key, etag, fault, match: matched }): ChosenInput | [] => {
    if (matched.is === 'rows') return [];
    const match = matched.is === 'data' ? { ...matched, table: ownTable(matched.table, dataset) } : matched;
    const nothing = { rows: null, listed: null, good: null, wasLive: false, remarks: [], replaced: null };
    const none = { key, etag, table: null, date: null, ...nothing };
    if (match.is === 'ignored') return { ...none, state: 'ignored', reason: match.reason };
    if (match.is === 'unfit') {
      const remarks = match.isDate ? [remark(OTHER_DAY.id, match.reason)] : [];
      return { ...none, state: 'quarantined', reason: match.reason, remarks };
    }
    const listed = staged.uploads.get(stagedKey(match.table, etag)) ?? null;
    const lastInput = last.get(slotOf({ key, date: match.date }));
    const wasLive = lastInput?.sha256 != null;
    const live = lastByKey.get(key) ?? [];
    // A version of which every period is held back is in use in none.
    const isLive = live.length === 0 || live.some(({ sha256 }) => sha256 === lastInput?.sha256);
    const lastSha = match.date === null && !isLive ? live.at(-1)?.sha256 : lastInput?.sha256;
    const before = bySha.get(`${match.table.name} ${lastSha}`) ?? null;
    const good = before?.problem === null ? before : null;
    const base = { ...none, table: match.table, date: match.date, listed, wasLive, good };
    if (listed === null || listed.problem !== null) {
      const why = fault ?? staged.unread.get(key)?.reason;
      const problem = listed?.problem ?? `it could not be read${why === undefined ? '' : `: ${why}`}`;
      return quarantined({ ...base, remarks: [remark(READABLE.id, problem)] }, problem);
    }
    const used: ChosenInput = { ...base, state: 'used', reason: null, rows: listed };
    const note = notes.byUpload.get(key);
    const faults = [
      { check: LOST_PERIODS.id, detail: lostPeriods(used, dataset.checks) },
      { check: unreadableRows.id, detail: judge(unreadableRows, listed, dataset.checks)[0]?.fault?.detail ?? null },
    ].flatMap(({ check, detail }) => (detail === null ? [] : [{ check, detail }]));
    const open = faults.find(({ check }) => !accepts(note, used, check));
    if (open !== undefined) {
      return quarantined({ ...base, remarks: [remark(open.check, open.detail)] }, open.detail);
    }
    const remarks = faults.map(({ check, detail }): CheckRemark => {
      return { check, verdict: 'accepted', detail, note: note?.reason ?? null };
    });
    return { ...used, remarks };
  });
  const inputs = chosen.flatMap(input => [input, ...byPeriod(input, dataset, { last, bySha })].map(withoutRows));
  return withoutStrays(withoutRivals(inputs, last), { dataset, notes });
}

/** Holds back periods that lie so far from the others that their year is most likely a typing error. */
function withoutStrays(
  inputs: readonly ChosenInput[],
  { dataset: { checks, period }, notes }: Pick<Plan, 'dataset' | 'notes'>,
): ChosenInput[] {
  if (checks.gap === null) return [...inputs];
  const ofTable = inputs.filter(
    ({ rows, date, table }) => rows !== null && date !== null && table?.time?.from === 'column',
  );
  const reports = ofTable.map(({ date, rows }) => ({ period: date ?? '', rows: rows?.kept ?? 0 }));
  const strays = strayPeriods(reports, period);
  return inputs.map(input => {
    const near = input.rows === null ? undefined : strays.get(input.date ?? '');
    if (near === undefined || !ofTable.includes(input)) return input;
    const detail = `${input.date} lies far from all other periods, of which the nearest is ${near}; is the year right?`;
    if (accepts(notes.byUpload.get(input.key), input, 'gap')) return input;
    const none = { good: null, wasLive: false };
    return quarantined({ ...input, ...none, remarks: [...input.remarks, remark('gap', detail)] }, detail);
  });
}

/** A table of the data set as it is since its rows were read. */
function ownTable(table: Table, { tables }: Dataset): Table {
  return tables.find(({ name }) => name === table.name) ?? table;
}

/** What one input of a receipt is known by. */
function slotOf({ key, date }: Pick<Input, 'key' | 'date'>): string {
  return `${date} ${key}`;
}

interface LastVersions {
  /** The inputs of the last receipt by their slots. */
  readonly last: ReadonlyMap<string, Input>;
  /** What is staged, by table and SHA-256. */
  readonly bySha: ReadonlyMap<string, StagedUpload>;
}

/** The reports of a file that holds many, each from the version that is in: of a file that is held back, the last one. */
function byPeriod(file: ChosenInput, { period }: Dataset, { last, bySha }: LastVersions): ChosenInput[] {
  const { table, rows, good, key } = file;
  const { time } = table ?? {};
  if (time?.from !== 'column' || rows === null) return [];
  const dated = (upload: StagedUpload) =>
    (upload.periods ?? []).map(account => {
      const date = periodOfRows(account.period, period.unit, time.weekStart);
      return [date, rowsOfPeriod(upload, account)] as const;
    });
  const versions = new Map<string, ReadonlyMap<string, StagedUpload>>();
  const rowsIn = (sha256: string, date: string) => {
    const upload = bySha.get(`${table?.name} ${sha256}`);
    const known = versions.get(sha256) ?? new Map(upload === undefined ? [] : dated(upload));
    versions.set(sha256, known);
    return known.get(date) ?? null;
  };
  const shaOf = (date: string) => last.get(slotOf({ key, date }))?.sha256 ?? null;
  const goodOf = (date: string) => {
    const sha256 = shaOf(date) ?? good?.sha256 ?? null;
    return sha256 === null ? null : rowsIn(sha256, date);
  };
  const firstPeriod = table?.firstDate == null ? null : periodOf(table.firstDate, period.unit, time.weekStart);
  return dated(rows).map(([date, listed]): ChosenInput => {
    const before = goodOf(date);
    const rows = file.state === 'quarantined' ? (before ?? listed) : listed;
    const none = { remarks: [], replaced: null, reason: null };
    const report = { ...file, ...none, date, listed: rows, good: before, wasLive: shaOf(date) !== null };
    if (firstPeriod === null || date >= firstPeriod) return { ...report, state: 'used', rows };
    return { ...report, state: 'ignored', rows: null, reason: `${date} is before the first date, ${table?.firstDate}` };
  });
}

/** Of a file with many periods, the rows are those of its reports. */
function withoutRows(input: ChosenInput): ChosenInput {
  return input.table?.time?.from === 'column' && input.date === null ? { ...input, rows: null } : input;
}

/** A sentence where a new version of a file with many periods lacks some of the last one, or many of its rows; else null. */
function lostPeriods({ rows, good }: ChosenInput, { lostRows }: CheckLimits): string | null {
  if (lostRows === null || rows?.periods == null || good?.periods == null || good.sha256 === rows.sha256) return null;
  const first = rows.periods[0]?.period ?? '';
  const there = new Set(rows.periods.map(({ period }) => period));
  // What lies before its first period may be left out of a file that holds the newest ones.
  const gone = good.periods.filter(({ period }) => period > first && !there.has(period));
  const [example] = gone;
  if (example !== undefined) {
    return `it lacks ${counted(gone.length, 'period')} of the version in use, such as ${example.period}`;
  }
  const before = good.periods.reduce((sum, { period, kept }) => (period < first ? sum : sum + kept), 0);
  const share = 1 - rows.kept / before;
  if (share <= lostRows) return null;
  return `it has ${counted(rows.kept, 'row')}, ${percent(share)} fewer than the ${counted(before)} of the version in use`;
}

function remark(check: CheckRemark['check'], detail: string): CheckRemark {
  return { check, verdict: 'quarantined', detail, note: null };
}

function tableOfKey(key: string): string {
  return key.slice(0, key.indexOf(' '));
}

function withoutRivals(chosen: readonly ChosenInput[], last: ReadonlyMap<string, Input>): ChosenInput[] {
  const lastPeriods = new Map<string, string>();
  for (const { key, date } of chosen)
    if (date !== null && date > (lastPeriods.get(key) ?? '')) lastPeriods.set(key, date);
  const groups = Map.groupBy(
    chosen.filter(input => input.rows !== null),
    input => `${input.table?.name} ${input.date}`,
  );
  const winners = new Map<string, ChosenInput>();
  for (const [slot, rivals] of groups) {
    const live = rivals.filter(input => last.get(slotOf(input))?.sha256 != null);
    const winner = longest(rivals, lastPeriods) ?? live[0] ?? rivals[0];
    if (winner !== undefined) winners.set(slot, winner);
  }
  return chosen.map(input => {
    const winner = winners.get(`${input.table?.name} ${input.date}`);
    if (input.rows === null || winner === undefined || winner === input) return input;
    if (input.table?.time?.from === 'column') {
      return {
        ...input,
        state: 'ignored',
        rows: null,
        reason: `${input.date} is also in ${winner.key}, which goes on longer`,
      };
    }
    const same = winner.rows?.sha256 === input.rows.sha256 ? 'the same bytes as' : 'also in';
    const what = input.date ?? `the table "${input.table?.name}"`;
    return { ...input, state: 'quarantined', rows: null, reason: `${what} is ${same} ${winner.key}, which is in use` };
  });
}

/** Of files with many periods, the one whose last period is the latest; of equals, the last by path. */
function longest(rivals: readonly ChosenInput[], lastPeriods: ReadonlyMap<string, string>): ChosenInput | undefined {
  if (rivals[0]?.table?.time?.from !== 'column') return undefined;
  const lastOf = ({ key }: ChosenInput) => `${lastPeriods.get(key)} ${key}`;
  return rivals.reduce((most, rival) => (lastOf(rival) > lastOf(most) ? rival : most));
}

/** Whether a note takes this upload in, whatever that check says. */
export function accepts(note: AcceptNote | undefined, input: ChosenInput, check: CheckId): boolean {
  const version = { sha256: input.listed?.sha256 ?? null, etag: input.etag };
  return note !== undefined && acceptsVersion(note, version, check);
}

interface Version {
  readonly sha256: string | null;
  readonly etag: string;
}

export function acceptsVersion(note: AcceptNote, version: Version, check: CheckId): boolean {
  return speaksOf(note, version) && (note.check === null || note.check === check);
}

/** Whether a note is about the version that is listed. */
function speaksOf({ sha256, etag }: AcceptNote, version: Version): boolean {
  if (sha256 !== null && version.sha256?.startsWith(sha256) !== true) return false;
  return etag === null || version.etag.replaceAll('"', '') === etag;
}

/** Gives each note the sentence that says what it does. A note is about what the checks found, so this comes after them. */
export function withNotes(
  inputs: readonly ChosenInput[],
  notes: AcceptNotes,
  { holds, rowInputs }: NotedElsewhere,
): ChosenInput[] {
  const ofRows = new Map(rowInputs.map(input => [input.key, input]));
  const byKey = Map.groupBy(inputs, ({ key }) => key);
  const byNote = new Map([...notes.byUpload.values()].map(note => [note.key, note]));
  return inputs.map(input => {
    const unfit = notes.unfit.get(input.key);
    if (unfit !== undefined) return { ...input, state: 'quarantined', reason: unfit };
    const note = byNote.get(input.key);
    if (note === undefined) return input;
    const [upload, ...reports] = byKey.get(note.upload) ?? [];
    const name = fileOf(note.upload);
    const rows = ofRows.get(note.upload);
    if (rows !== undefined) return { ...input, reason: whatNoteDoes(note, rows, name) };
    if (upload === undefined)
      return { ...input, reason: `the note accepts nothing: there is no upload ${name} beside it` };
    if (!speaksOf(note, { sha256: upload.listed?.sha256 ?? null, etag: upload.etag })) {
      return { ...input, reason: `the note accepts nothing: it is for another version of ${name}` };
    }
    const accepted = [upload, ...reports].flatMap(({ remarks }) =>
      remarks.filter(({ verdict }) => verdict === 'accepted'),
    );
    if (accepted.length > 0) {
      const checks = [...new Set(accepted.map(({ check }) => check))].join(', ');
      return { ...input, reason: `the note accepts ${name} (${checks}): ${note.reason}` };
    }
    return { ...input, reason: `the note accepts nothing: ${whyNothing(upload, name, holds)}` };
  });
}

/** What notes are about beside the inputs themselves. */
export interface NotedElsewhere {
  readonly holds: ReadonlyMap<string, Holds>;
  /** The uploads that are published row by row and are part of no series. */
  readonly rowInputs: readonly Input[];
}

function whatNoteDoes(note: AcceptNote, { remarks, state }: Input, name: string): string {
  const accepted = remarks.filter(({ verdict }) => verdict === 'accepted').map(({ check }) => check);
  if (accepted.length > 0) return `the note accepts ${name} (${accepted.join(', ')}): ${note.reason}`;
  const why = state === 'used' ? `${name} passes every check` : `what keeps ${name} out is not what it accepts`;
  return `the note accepts nothing: ${why}`;
}

function whyNothing({ state, date }: ChosenInput, name: string, holds: ReadonlyMap<string, Holds>): string {
  if (state !== 'used') return `what keeps ${name} out is not what it accepts`;
  const isHeld = (holds.get(date ?? '')?.places.length ?? 0) > 0;
  return isHeld ? `what is held back of ${name} is not what it accepts` : `${name} passes every check`;
}

/** One upload and what the build makes of it. */
export interface ChosenInput {
  readonly key: string;
  readonly etag: string;
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
  readonly remarks: readonly CheckRemark[];
  readonly replaced: Replaced | null;
}

/** Kept out, with its last good version in its place if there is one. */
export function quarantined(input: Omit<ChosenInput, 'state' | 'reason' | 'rows'>, problem: string): ChosenInput {
  const gone = input.wasLive ? '; its last good version is not kept any more' : '';
  const instead = input.good === null ? gone : '; its last good version stays in use';
  return { ...input, state: 'quarantined', reason: `${problem}${instead}`, rows: input.good };
}
