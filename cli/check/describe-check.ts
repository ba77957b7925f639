import type { Input, Receipt } from '../../functions/contract/receipt.ts';
import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { describeMistake } from '../../functions/describe/mistakes.ts';
import { exitCodeOf } from '../describe-result.ts';
import type { CheckedDataset, CheckedFolder } from './check-folder.ts';

const HELD_BACK = 3;
const REFUSED = 4;
const MOST_ROWS = 20;

/** 0 all would be live, 3 something would be held back, 4 nothing would be published of some data set. */
export function exitCodeOfCheck({ datasets, site, invalid }: CheckedFolder): number {
  const codes = datasets.map(({ receipt, snapshot }) =>
    receipt === null || snapshot === null ? REFUSED : exitCodeOf([{ receipt }]),
  );
  return Math.max(
    0,
    ...codes,
    site.length > 0 ? REFUSED : 0,
    invalid.length > 0 ? (datasets.length > 0 ? HELD_BACK : REFUSED) : 0,
  );
}

/** Everything that is wrong with a data set, then what would be published, for people. */
export function describeCheck(checked: CheckedDataset): string {
  const { dataset, mistakes, refusal, receipt, found, snapshot } = checked;
  if (mistakes.length > 0) {
    const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
    const heading = `${dataset}: nothing would be published: dataset.yaml has ${count}. The files are read once it has none.`;
    return [heading, ...mistakes.map(mistake => `  ${describeMistake(mistake)}`)].join('\n');
  }
  const files =
    receipt === null ? [] : [...receipt.inputs.flatMap(describeFile), ...describeRows(found ?? receipt, checked)];
  if (snapshot === null) return [`${dataset}: nothing would be published: ${refusal}.`, ...files].join('\n');
  const heading =
    files.length === 0 ? 'everything would be published' : 'this would be published, without what is listed below';
  return [`${dataset}: ${heading}.`, ...describeSnapshot(snapshot), ...files].join('\n');
}

function describeFile({ key, state, reason, rows, rejected, warnings, remarks, replaced }: Input): string[] {
  const shown = rejected.slice(0, MOST_ROWS);
  const more = rows.rejected - new Set(shown.map(({ line }) => line)).size;
  const lines = [
    ...(state === 'quarantined' ? [`    held back: ${reason}`] : []),
    ...shown.map(({ line, reason }) => `    line ${line}: ${reason}`),
    ...(more > 0 && shown.length > 0 ? [`    and ${more} more`] : []),
    ...warnings.map(warning => `    warning: ${warning}`),
    ...remarks.flatMap(({ verdict, detail }) => (verdict === 'quarantined' ? [] : [`    ${verdict}: ${detail}`])),
    ...(replaced === null ? [] : [`    replaced: ${replaced.detail}`]),
  ];
  if (lines.length === 0) return [];
  const count =
    rows.rejected === 0 || state === 'quarantined' ? '' : `: ${rows.rejected} of ${rows.read} rows cannot be read`;
  return [`  ${key}${count}`, ...lines];
}

function describeRows(
  { rules, unmatched, held, checks, ended, outcome }: Receipt,
  { nearest }: CheckedDataset,
): string[] {
  return [
    ...unmatched.map(({ place, rows, firstDate, lastDate }) => {
      const names = nearest.get(place) ?? [];
      const hint = names.length === 0 ? '' : `; did you mean ${names.join(' or ')}?`;
      const when = firstDate === lastDate ? firstDate : `${firstDate} to ${lastDate}`;
      return `  unknown place "${place}" (${rows === 1 ? '1 row' : `${rows} rows`}, ${when})${hint}`;
    }),
    ...rules
      .filter(({ outcome }) => outcome === 'dropped')
      .map(({ rule, rows, samples }) => {
        const where = samples.map(({ key, line }) => `${key} line ${line}`).join(', ');
        return `  left out (${rule}): ${rows === 1 ? '1 row' : `${rows} rows`}, ${rows > samples.length ? 'such as ' : ''}${where}`;
      }),
    ...held.map(({ detail }) => `  held back: ${detail}`),
    ...checks
      .filter(({ scope, passed }) => scope === 'snapshot' && !passed && outcome !== 'refused')
      .map(({ detail }) => `  failed check: ${detail}`),
    ...ended.map(({ measure, lastDate }) => `  ${measure} is blank in every report after ${lastDate}`),
  ];
}

function describeSnapshot({ period, firstDate, lastDate, maps, measures, dimensions }: Snapshot): string[] {
  const span = firstDate === lastDate ? firstDate : `${firstDate} to ${lastDate}`;
  return [
    `  periods: ${period.unit === 'none' ? 'one moment' : `${span}, by ${period.unit}`}`,
    ...maps.map(({ id, regionCount }) => `  map ${id}: ${regionCount === 1 ? '1 place' : `${regionCount} places`}`),
    ...measures.map(({ id, title, kind, guessed, unit, decimals }) => {
      const parts = [
        `${kind}${guessed ? ' (guessed; declare its kind)' : ''}`,
        unit ?? 'a count',
        decimals === 1 ? '1 decimal' : `${decimals} decimals`,
      ];
      return `  measure ${id}: ${title}, ${parts.join(', ')}`;
    }),
    ...dimensions.map(({ id, values }) => `  dimension ${id}: ${values.join(', ')}`),
  ];
}

/** The same for programs. */
export function jsonCheck({ dataset, mistakes, refusal, receipt, found, snapshot, nearest }: CheckedDataset) {
  return {
    dataset,
    mistakes,
    refusal,
    outcome: receipt?.outcome ?? 'refused',
    files: (receipt?.inputs ?? []).map(({ key, state, reason, table, rows, rejected, warnings, remarks }) => {
      return { key, state, reason, table, rows, rejected, warnings, remarks };
    }),
    unknownPlaces: (found?.unmatched ?? []).map(place => ({ ...place, nearest: nearest.get(place.place) ?? [] })),
    held: found?.held ?? [],
    failed: (receipt?.checks ?? []).filter(({ passed }) => !passed),
    published: snapshot === null ? null : published(snapshot),
  };
}

function published({ period, firstDate, lastDate, maps, measures, dimensions }: Snapshot) {
  return {
    period,
    firstDate,
    lastDate,
    maps: maps.map(({ id, regionCount, measures }) => ({ id, places: regionCount, measures })),
    measures: measures.map(({ id, title, kind, guessed, unit, decimals }) => ({
      id,
      title,
      kind,
      guessed,
      unit,
      decimals,
    })),
    dimensions,
  };
}
