import { DAILY } from '../../../functions/contract/period.ts';
import type { DimensionChoice, MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import type { CurvesDefaults } from '../../../functions/contract/views.ts';
import {
  CHANGES,
  type Change,
  PER_PEOPLE,
  SCALES,
  type ScaleKind,
  smoothWindows,
  standardChoice,
  standardScale,
} from '../../address/choices.ts';
import { type AddressField, type Codec, choiceField, codec, listField, type ViewRead } from '../../address/codec.ts';
import { dimensionFields } from '../../address/dimensions.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { countedPeriods, periodNoun, perPeriod } from '../../format/periods.ts';

/** Where the curves begin: on the first day with a total of so many, or of one in so many people. */
export interface Alignment {
  readonly by: 'total' | 'rate';
  readonly count: number;
}

/** One chart for all places, or one for each. */
export const LAYOUTS = ['together', 'apart'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What a visitor has chosen to see; all of it is in the address. */
export interface CurvesView {
  readonly regions: readonly string[];
  readonly change: Change;
  /** Values per so many people; null for counts. */
  readonly per: number | null;
  readonly scale: ScaleKind;
  readonly measures: readonly string[];
  /** The chosen value of each dimension, by its id. */
  readonly dimensions: DimensionChoice;
  /** The lines are the mean of so many periods; 1 for no smoothing. */
  readonly smooth: number;
  /** null for curves by date. */
  readonly align: Alignment | null;
  readonly layout: Layout;
  /** Regions and measures hidden in the legend. */
  readonly hidden: readonly string[];
}

/** What can be chosen, what the data set opens with, and which places a bare address shows. */
export interface CurvesChoices extends Partial<Pick<Snapshot, 'period' | 'dimensions'>> {
  readonly measures: readonly MeasureDescription[];
  readonly defaults: CurvesDefaults;
  readonly regions: readonly string[];
}

/** As many regions as one response of the API can hold. */
export const MAX_PLACES = 50;
/** As large as the API takes a total. */
export const MAX_TOTAL = 9_999_999_999;
/** Over so many days lines are averaged at first; over other periods they are not. */
const STANDARD_DAYS = 14;

/** What happens in each period, of counts; what is there, of levels and rates. */
export function standardCurves({
  measures,
  defaults,
  regions,
  period = DAILY,
  dimensions = [],
}: CurvesChoices): CurvesView {
  const ids = measures.map(({ id }) => id);
  const named = ids.filter(id => defaults.measures.includes(id));
  const standard = named.length > 0 ? named : ids.slice(0, 1);
  const first = measures.find(({ id }) => id === standard[0]);
  return {
    regions,
    change: first?.kind === 'level' || first?.kind === 'rate' ? 'total' : 'new',
    per: null,
    scale: standardScale(first),
    measures: standard,
    dimensions: standardChoice(dimensions),
    smooth: period.unit === 'day' ? STANDARD_DAYS : 1,
    align: null,
    layout: 'together',
    hidden: [],
  };
}

/** The curves that an address asks for. Whether its regions exist is not checked here. */
export function readCurvesView(search: string, choices: CurvesChoices): ViewRead<CurvesView> {
  return curvesCodec(choices).read(search);
}

/** The search part of the address of a view. */
export function curvesSearch(view: CurvesView, choices: CurvesChoices): string {
  return curvesCodec(choices).write(view);
}

function curvesCodec(choices: CurvesChoices): Codec<CurvesView> {
  const standard = standardCurves(choices);
  const { noun, align } = choices.defaults;
  const { people } = align;
  const { period = DAILY, dimensions = [] } = choices;
  const windows = smoothWindows(period);
  return codec<CurvesView>({
    regions: regionsField(standard.regions),
    change: choiceField('change', CHANGES, standard.change, {
      noun: 'count',
      valid: 'it is “total” or “new”',
      label: change => (change === 'new' ? `new ${perPeriod(period)}` : 'the values themselves'),
    }),
    per: {
      name: 'per',
      standard: standard.per,
      read: text => (text === COUNTS ? null : PER_PEOPLE.find(per => String(per) === text)),
      write: per => (per === null ? COUNTS : String(per)),
      noun: 'number of people',
      valid: `it is 1, 10, 100 and so on to ${formatCount(PER_PEOPLE.at(-1) ?? 1)}, without separators`,
      label: () => 'counts',
    },
    scale: choiceField('scale', SCALES, standard.scale, {
      valid: 'it is “log” or “linear”',
      label: scale => `the ${scale === 'log' ? 'logarithmic' : 'linear'} scale`,
    }),
    measures: measuresField(
      choices.measures.map(({ id }) => id),
      standard.measures,
      noun,
    ),
    dimensions: dimensionFields(dimensions),
    smooth: {
      name: 'smooth',
      standard: standard.smooth,
      read: text => windows.find(count => String(count) === text),
      write: String,
      noun: 'smoothing',
      valid:
        period.unit === 'day'
          ? `it is over 1 to ${windows.at(-1)} days`
          : `it is over ${windows.join(' or ')} ${periodNoun(period)}s`,
      label: count => (count === 1 && period.unit !== 'day' ? 'no smoothing' : countedPeriods(count, period)),
    },
    align: {
      name: 'align',
      standard: standard.align,
      read: parseAlignment(people),
      write: align => (align === null ? '' : alignmentText(align)),
      noun: 'way to start curves',
      valid: `“total:100” starts them at a total of 100, “rate:1/${people}” at 1 in ${formatCount(people)} people`,
      label: () => 'curves by date',
    },
    layout: choiceField('view', LAYOUTS, standard.layout, {
      noun: 'arrangement of charts',
      valid: 'it is “together” or “apart”',
      label: () => 'one chart',
    }),
    hidden: listField('hide', standard.hidden),
  });
}

function regionsField(standard: readonly string[]): AddressField<readonly string[]> {
  const list = listField('regions', standard);
  return {
    ...list,
    read: (text, note) => {
      const regions = list.read(text, note) ?? [];
      if (regions.length > MAX_PLACES)
        note(`No more than ${MAX_PLACES} places fit. The address has ${regions.length}; the rest is left out.`);
      return regions.slice(0, MAX_PLACES);
    },
  };
}

function measuresField(
  known: readonly string[],
  standard: readonly string[],
  noun: string,
): AddressField<readonly string[]> {
  const list = listField('measures', standard);
  return {
    ...list,
    read: (text, note) => {
      const asked = list.read(text, note) ?? [];
      for (const id of asked) if (!known.includes(id)) note(`There is no ${noun} “${id}” here.`);
      const found = known.filter(id => asked.includes(id));
      return asked.length > 0 && found.length === 0 ? standard : found;
    },
  };
}

/** As in the API: `total:100` or `rate:1/10000`. */
export function alignmentText({ by, count }: Alignment): string {
  return by === 'total' ? `total:${count}` : `rate:1/${count}`;
}

/** How an address asks for counts. */
const COUNTS = 'none';

function parseAlignment(people: number): (text: string) => Alignment | undefined {
  return text => {
    const [, total] = /^total:([1-9]\d*)$/.exec(text) ?? [];
    if (total !== undefined && Number(total) <= MAX_TOTAL) return { by: 'total', count: Number(total) };
    return text === `rate:1/${people}` ? { by: 'rate', count: people } : undefined;
  };
}
