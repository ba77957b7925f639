import type { Input, Receipt, RowCounts, RowOutcome, RowSample } from '../../../functions/contract/receipt.ts';
import { dataTable } from '../../controls/data-table.ts';
import { element } from '../../controls/element.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { readableSentence } from '../../format/sentences.ts';
import type { AboutBlock } from './section.ts';

const COLUMNS = [
  'Upload',
  'Period',
  'Read',
  'As it stands',
  'Other name',
  'Added up',
  'Repeats',
  'Place not known',
  'Other file',
  'Broken',
];

/** Which uploads are in, and which are not and why. */
export function uploadsPart({ inputs }: Receipt): readonly AboutBlock[] {
  const ofState = (state: Input['state']) => inputs.filter(input => input.state === state);
  const ignored = ofState('ignored');
  const quarantined = ofState('quarantined');
  const spared = quarantined.filter(({ sha256 }) => sha256 !== null).length;
  const sentence = [
    `Of ${formatCount(inputs.length)} uploads, ${formatCount(ofState('used').length)} are in use,`,
    ...(ignored.length > 0 ? [`${formatCount(ignored.length)} skipped for lack of data,`] : []),
    `and ${quarantined.length === 0 ? 'none' : formatCount(quarantined.length)} rejected.`,
    ...(spared > 0 ? [`For ${formatCount(spared)} of those rejected, the last good version is in use.`] : []),
  ];
  const passedOver = () => ({
    title: 'Skipped',
    columns: ['Upload', 'Why'],
    rows: ignored.map(({ key, reason }) => [nameOf(key), readableSentence(reason ?? '')]),
  });
  return [
    { heading: 'Uploads' },
    sentence.join(' '),
    ...quarantineList(inputs),
    ...remarkList(inputs),
    ...warningList(inputs),
    ...(ignored.length > 0 ? [{ fold: `Skipped: ${formatCount(ignored.length)}`, open: passedOver }] : []),
    { fold: 'Every upload, with its row counts', open: () => ({ node: everyUpload(inputs) }) },
  ];
}

/** The uploads that are kept out, each with its reason; nothing where there are none. */
export function quarantineList(inputs: readonly Input[]): readonly AboutBlock[] {
  const quarantined = inputs.filter(({ state }) => state === 'quarantined');
  if (quarantined.length === 0) return [];
  const rows = quarantined.map(({ key, reason, sha256 }) => {
    return [nameOf(key), readableSentence(reason ?? ''), sha256 === null ? 'nothing' : 'its last good version'];
  });
  return [{ title: 'Rejected', columns: ['Upload', 'Why', 'In use instead'], rows }];
}

/** What is in although the checks have something to say of it, and what is not what it was; nothing where there is none. */
export function remarkList(inputs: readonly Input[]): readonly AboutBlock[] {
  const rows = inputs.flatMap(({ key, remarks, replaced }) => [
    ...remarks.flatMap(({ verdict, detail, note }) => {
      if (verdict === 'quarantined') return [];
      return [[nameOf(key), readableSentence(note === null ? detail : `${detail}; accepted: ${note}`)]];
    }),
    ...(replaced === null ? [] : [[nameOf(key), readableSentence(`${replaced.detail}; it passes every check`)]]),
  ]);
  if (rows.length === 0) return [];
  return [{ title: 'In use, and worth a look', columns: ['Upload', 'What was found'], rows }];
}

/** What is worth a look in uploads, though nothing is held back for it; nothing where there is none. */
export function warningList(inputs: readonly Input[]): readonly AboutBlock[] {
  const all = inputs.flatMap(({ key, warnings }) => warnings.map(warning => ({ key, warning })));
  if (all.length === 0) return [];
  const rows = [...Map.groupBy(all, ({ warning }) => warning)].map(([warning, group]) => {
    const more = group.length === 1 ? '' : ` and ${formatCount(group.length - 1)} more`;
    return [nameOf(group[0]?.key ?? '') + more, readableSentence(warning)];
  });
  return [{ title: 'Warnings', columns: ['Upload', 'What was found'], rows }];
}

/** The last part of an upload's key: `06-30-2020.csv`. */
function fileOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** The name of an upload without the folder of its data set. */
function nameOf(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

function everyUpload(inputs: readonly Input[]): HTMLElement {
  const hasOwnNames = new Set(inputs.map(({ key }) => fileOf(key))).size === inputs.length;
  const rows = inputs.map(({ key, date, rows }) => {
    const { read, kept, moved, merged, dropped, unmatched, superseded, rejected } = rows;
    const counts = [read, kept, moved, merged, dropped, unmatched, superseded, rejected];
    return [hasOwnNames ? fileOf(key) : nameOf(key), date, ...counts];
  });
  const place = element('div', { className: 'about-uploads' });
  dataTable(place, { columns: COLUMNS, rows }, 'Every upload');
  return place;
}

/** The rows of all uploads of a receipt together. */
export function rowCounts(inputs: readonly Pick<Input, 'rows'>[]): RowCounts {
  const sum = (of: keyof RowCounts) => inputs.reduce((total, { rows }) => total + rows[of], 0);
  return {
    read: sum('read'),
    kept: sum('kept'),
    moved: sum('moved'),
    merged: sum('merged'),
    dropped: sum('dropped'),
    unmatched: sum('unmatched'),
    superseded: sum('superseded'),
    rejected: sum('rejected'),
  };
}

const ROW_TITLES: Readonly<Record<keyof RowCounts, string>> = {
  kept: 'Counted as they stand',
  moved: 'Counted, but under another name than the row’s own',
  merged: 'Added to other rows of the same place',
  dropped: 'Not counted, because they repeat another row',
  unmatched: 'Not counted, because their place is not known',
  superseded: 'Not counted, because another file has their period',
  rejected: 'Not read, because the line is broken',
  read: 'All rows',
};

const OUTCOMES: Readonly<Record<RowOutcome, string>> = {
  kept: 'counted',
  moved: 'counted under another name',
  merged: 'added up',
  dropped: 'not counted',
  unmatched: 'not counted',
};

/** What became of the rows, by which rule, and which could not be read. */
export function rowsPart({ inputs, rules }: Receipt): readonly AboutBlock[] {
  const counts = rowCounts(inputs);
  const outcomes: readonly (keyof RowCounts)[] = [
    'kept',
    'moved',
    'merged',
    'dropped',
    'unmatched',
    'superseded',
    'rejected',
    'read',
  ];
  const summary = {
    title: 'What became of the rows',
    columns: ['Rows', 'How many'],
    rows: outcomes.map(outcome => [ROW_TITLES[outcome], counts[outcome]]),
    className: 'about-sum',
  };
  const byRule = () => {
    const ordered = rules.toSorted((a, b) => b.rows - a.rows);
    return {
      title: 'Rules, and the rows they were needed for',
      columns: ['Rule', 'Its rows are', 'Rows', 'For example'],
      rows: ordered.map(({ rule, outcome, rows, samples }) => {
        return [readableSentence(rule), OUTCOMES[outcome], rows, samples.map(sampleWords).join(' · ')];
      }),
    };
  };
  return [
    { heading: 'Rows' },
    summary,
    ...(rules.length > 0 ? [{ fold: `By rule: ${formatCount(rules.length)}`, open: byRule }] : []),
    ...rejectedRows(inputs),
  ];
}

function rejectedRows(inputs: readonly Input[]): readonly AboutBlock[] {
  const rows = inputs.flatMap(({ key, rejected }) =>
    rejected.map(({ line, column, value, reason }) => {
      return [fileOf(key), line, column ?? 'the whole line', value ?? 'nothing', readableSentence(reason)];
    }),
  );
  if (rows.length === 0) return [];
  const columns = ['Upload', 'Line', 'Column', 'Found', 'Why'];
  return [{ fold: 'Broken rows', open: () => ({ title: 'Broken rows, the first of each upload', columns, rows }) }];
}

function sampleWords({ key, line, place }: RowSample): string {
  return `${place} (${fileOf(key)}, line ${formatCount(line)})`;
}
