import type { Check, Input, MapReport, UnmatchedPlace } from '../../contract/receipt.ts';
import { counted } from '../assemble/counted.ts';
import { percent } from './find-faults.ts';
import type { GateLimits } from './gate-limits.ts';

export interface WholeParts {
  readonly inputs: readonly Input[];
  readonly unmatched: readonly UnmatchedPlace[];
  readonly maps: readonly MapReport[];
  /** Maps that have shapes at all. */
  readonly drawn: ReadonlySet<string>;
  readonly gate: GateLimits;
}

/** Of fewer regions a share says nothing. */
const LEAST_REGIONS = 20;

/** Checks of a snapshot as a whole; one that fails refuses it. */
export function judgeWhole(parts: WholeParts): Check[] {
  return [unknownRows(parts), unknownTotal(parts), withoutShape(parts), overParents(parts), remainder(parts)];
}

function unknownRows({ inputs, unmatched, gate }: WholeParts): Check {
  const rows = inputs.reduce((sum, { date, rows }) => sum + (date === null ? 0 : rows.read), 0);
  const unknown = unmatched.reduce((sum, place) => sum + place.rows, 0);
  const [first] = unmatched;
  const example = first === undefined ? '' : `, as "${first.place}"`;
  return {
    check: 'the places of the rows are known',
    passed: gate.unknownRows === null || !tooMany(unknown, rows, gate.unknownRows),
    detail: `${counted(unknown, 'row')} of ${counted(rows)} with a place that no table and no rule knows${example}`,
  };
}

/** So many rows with a place that nothing knows, and it is the tables that are wrong, not the places. */
function tooMany(unknown: number, rows: number, share: number): boolean {
  return unknown > rows * 0.5 || (unknown > 20 && unknown > rows * share);
}

/** A country that the lookup table lost is few rows and many people. */
function unknownTotal({ inputs, unmatched, gate }: WholeParts): Check {
  const nowhere = Map.groupBy(
    unmatched.filter(({ countsIn }) => countsIn.length === 0),
    ({ lastDate }) => lastDate,
  );
  const shares = inputs.flatMap(({ date, totals }) => {
    const places = nowhere.get(date ?? '') ?? [];
    return Object.entries(totals ?? {}).flatMap(([measure, total]) => {
      const sum = places.reduce((sum, { totals }) => sum + (totals[measure] ?? 0), 0);
      const names = places.map(({ place }) => `"${place}"`).join(', ');
      return total < gate.small || sum === 0 ? [] : [{ share: sum / total, sum, total, measure, date, names }];
    });
  });
  const most = shares.toSorted((a, b) => b.share - a.share)[0];
  return {
    check: 'what is counted is counted somewhere',
    passed: most === undefined || gate.unknownTotal === null || most.share <= gate.unknownTotal,
    detail:
      most === undefined
        ? 'no place that matters counts nowhere'
        : `${counted(most.sum)} of ${counted(most.total)} ${most.measure} on ${most.date} (${percent(most.share)}) are of places that count nowhere: ${most.names}`,
  };
}

function withoutShape({ maps, drawn, gate }: WholeParts): Check {
  const shares = maps
    .filter(({ map, regions }) => drawn.has(map) && regions >= LEAST_REGIONS)
    .map(({ map, regions, withoutShape }) => ({
      map,
      regions,
      bare: withoutShape.length,
      share: withoutShape.length / regions,
    }));
  const most = shares.toSorted((a, b) => b.share - a.share)[0];
  return {
    check: 'the regions of each map have shapes',
    passed: most === undefined || gate.withoutShape === null || most.share <= gate.withoutShape,
    detail:
      most === undefined
        ? 'no map has shapes and enough regions to tell by'
        : `of ${most.map}, ${counted(most.bare)} of ${counted(most.regions, 'region')} have none (${percent(most.share)}), the most of all maps`,
  };
}

interface Remainder {
  readonly map: string;
  readonly measure: string;
  readonly date: string | null;
  readonly value: number;
  readonly total: number;
}

function remaindersOf(inputs: readonly Input[]): Remainder[] {
  return inputs.flatMap(({ date, totals, remainders }) =>
    Object.entries(remainders).flatMap(([map, byMeasure]) =>
      Object.entries(byMeasure).map(([measure, value]) => ({
        map,
        measure,
        date,
        value,
        total: totals?.[measure] ?? 0,
      })),
    ),
  );
}

/** A parent counts all that its regions count, and what is in none of them. */
function overParents({ inputs }: WholeParts): Check {
  const over = remaindersOf(inputs).find(({ value }) => value < 0);
  return {
    check: 'no regions count more than their parents',
    passed: over === undefined,
    detail:
      over === undefined
        ? `for each map and measure on ${counted(inputs.filter(({ totals }) => totals !== null).length, 'day')}`
        : `on ${over.date} the regions of ${over.map} count ${counted(-over.value)} ${over.measure} more than their parents`,
  };
}

function remainder({ inputs, gate }: WholeParts): Check {
  const shares = remaindersOf(inputs)
    .filter(({ total }) => total >= Math.max(1, gate.small))
    .map(figures => ({ ...figures, share: figures.value / figures.total }));
  const most = shares.toSorted((a, b) => b.share - a.share)[0];
  return {
    check: 'what parents count is in their regions, as far as there are any',
    passed: most === undefined || gate.remainder === null || most.share <= gate.remainder,
    detail:
      most === undefined
        ? 'no region has a parent'
        : `at most ${percent(most.share)} of all ${most.measure} are in a parent and in no region of ${most.map}: ${counted(most.value)} on ${most.date}`,
  };
}
