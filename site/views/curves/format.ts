import { type Calendar, DAILY } from '../../../functions/contract/period.ts';
import type {
  DimensionChoice,
  MeasureDescription,
  MeasureKind,
  Snapshot,
} from '../../../functions/contract/snapshot.ts';
import type { Change } from '../../address/choices.ts';
import { changeForm, unitNote } from '../../format/amounts.ts';
import { capitalized, choiceLabel, measureLabel, perLabel } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { inPeriod, periodNoun, perPeriod } from '../../format/periods.ts';
import { formatList, formatShortList } from '../../format/sentences.ts';
import type { Alignment, CurvesView } from './address.ts';
import type { CurveSet } from './curve-set.ts';
import type { CurvePlace } from './source.ts';

/** More places are counted, not named, in a heading. */
const MOST_NAMED = 4;
const ordinals = new Intl.PluralRules('en-US', { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `New visits and referrals per day, per 100,000 people`; of a level, `Net change in patients per day`. */
export function headingText(
  measures: readonly MeasureDescription[],
  { change, per, dimensions = {} }: HeadingView,
  { period = DAILY, dimensions: described = [] }: Described = {},
): string {
  if (measures.length === 0) return 'No measure';
  const counted = (kind: MeasureKind) => formatList(measures.filter(measure => measure.kind === kind).map(nounOf));
  const [sums, flows, levels, rates] = [counted('cumulative'), counted('flow'), counted('level'), counted('rate')];
  const parts =
    change === 'new'
      ? [sums && `new ${sums}`, flows, levels && `net change in ${levels}`, rates && `change in ${rates}`]
      : [sums && `total ${sums}`, flows && `${flows} so far`, levels, rates];
  const rhythm = change === 'new' ? ` ${perPeriod(period)}` : '';
  const words = `${formatList(parts.filter(part => part !== ''))}${choiceLabel(dimensions, described)}${rhythm}`;
  return capitalized(per === null ? words : `${words}, ${perLabel(per)}`);
}

type HeadingView = Pick<CurvesView, 'change' | 'per'> & { readonly dimensions?: DimensionChoice };

/** What a data set says of its periods and dimensions; days and none unless given. */
type Described = Partial<Pick<Snapshot, 'period' | 'dimensions'>>;

/** What is counted: `visits`. */
function nounOf(measure: MeasureDescription): string {
  return measureLabel(measure, measure.kind === 'flow' ? 'new' : 'total');
}

/** `Visits are not reported for Northmoor and Eastvale.` */
export function notReportedSentence(measure: MeasureDescription, places: readonly string[]): string {
  const verb = measure.kind === 'rate' || measure.unit !== null ? 'is' : 'are';
  return `${capitalized(nounOf(measure))} ${verb} not reported for ${formatShortList(places)}.`;
}

/** The map of data without places: a single region and no shapes. */
export const WITHOUT_PLACES = 'all';

/** The title of what is shown: `New visits per day in Northmoor and Eastvale`. */
export function titleText(
  measures: readonly MeasureDescription[],
  view: HeadingView,
  places: readonly CurvePlace[],
  described: Described = {},
): string {
  return `${headingText(measures, view, described)} ${placesText(places)}`.trim();
}

/** `in Northmoor and Eastvale`; empty without a place, and for data without places. */
export function placesText(places: readonly CurvePlace[]): string {
  return places.length === 0 || places.every(({ map }) => map === WITHOUT_PLACES)
    ? ''
    : `in ${placeNames(places.map(({ name }) => name))}`;
}

/** `Northmoor, Eastvale and Westbrook`; of many, `12 places`. */
export function placeNames(names: readonly string[]): string {
  return names.length > MOST_NAMED ? `${names.length} places` : formatList(names);
}

/** The title of the value axis: `New per day, per 100,000 people, logarithmic scale`. */
export function valueAxisLabel(
  { change, per, scale }: Pick<CurvesView, 'change' | 'per' | 'scale'>,
  measures: readonly MeasureDescription[],
  calendar: Calendar = DAILY,
): string {
  const kinds = new Set(measures.map(({ kind }) => kind));
  const titles = axisTitles(calendar)[change];
  const [kind = 'cumulative'] = kinds;
  const title = kinds.size > 1 ? titles.both : titles[kind];
  return [title, unitNote(unitOnAxis(measures, change)), perLabel(per), scale === 'log' ? 'logarithmic scale' : '']
    .filter(part => part !== '')
    .join(', ');
}

/** What the values of an axis are in; null if they have no unit, or several. */
export function unitOnAxis(measures: readonly MeasureDescription[], change: Change): string | null {
  const units = new Set(measures.map(measure => formOf(measure, change).unit));
  const [unit = null] = units;
  return units.size === 1 ? unit : null;
}

/** How values of a measure are written; its change is in percentage points if it is a percentage. */
export function formOf(measure: MeasureDescription, change: Change): MeasureDescription {
  const isChange = change === 'new' && (measure.kind === 'level' || measure.kind === 'rate');
  return isChange ? changeForm(measure) : measure;
}

function axisTitles(calendar: Calendar): Readonly<Record<Change, Readonly<Record<MeasureKind | 'both', string>>>> {
  const per = perPeriod(calendar);
  const now = capitalized(inPeriod(calendar));
  return {
    total: {
      cumulative: 'Total',
      flow: 'Total so far',
      level: now,
      rate: now,
      both: `Total, or ${inPeriod(calendar)}`,
    },
    new: {
      cumulative: `New ${per}`,
      flow: capitalized(per),
      level: `Net change ${per}`,
      rate: `Change ${per}`,
      both: `New, or net change, ${per}`,
    },
  };
}

/** The title of the axis of days: `Date` or `Days since the 100th visit`. */
export function dayAxisLabel(
  align: Alignment | null,
  leading: MeasureDescription,
  { write = formatCount, calendar = DAILY }: { readonly write?: typeof formatCount; readonly calendar?: Calendar } = {},
): string {
  if (align === null) return 'Date';
  return `${capitalized(periodNoun(calendar))}s since ${dayZeroLabel(align, leading, write)}`;
}

/** `the first visit`, `the 100th visit`, `1 visit in 10,000 people` */
export function dayZeroLabel({ by, count }: Alignment, leading: MeasureDescription, write = formatCount): string {
  const one = nounOf(leading).replace(/s$/, '');
  if (by === 'rate') return `1 ${one} in ${write(count)} people`;
  return count === 1 ? `the first ${one}` : `the ${write(count)}${SUFFIXES[ordinals.select(count)] ?? 'th'} ${one}`;
}

/** What is said to those who hear the page when a place came: `Elm was added: 4 places.` */
export function addedMessage(name: string, count: number): string {
  return `${name} was added: ${placeCount(count)}.`;
}

/** `Elm was removed: 3 places.` */
export function removedMessage(names: readonly string[], count: number): string {
  if (count === 0) return 'Every place was removed.';
  return `${formatList(names)} ${names.length === 1 ? 'was' : 'were'} removed: ${placeCount(count)}.`;
}

/** What is said when the legend switches a name off and on. */
export function toggledMessage(name: string, isShown: boolean): string {
  return isShown ? `${name} is shown again.` : `${name} is hidden.`;
}

function placeCount(count: number): string {
  return count === 1 ? '1 place' : `${count} places`;
}

interface Emptiness {
  readonly words: string;
  /** Whether the legend stays: what is missing can be had there. */
  readonly inLegend: boolean;
}

/** Why there is nothing to see; null where there are curves, or they have not come yet. */
export function emptiness(
  view: Pick<CurvesView, 'regions' | 'measures' | 'hidden' | 'align'>,
  { curves }: Pick<CurveSet, 'curves'>,
  leading: MeasureDescription,
): Emptiness | null {
  const { regions, measures, hidden, align } = view;
  const gone = (words: string): Emptiness => ({ words, inLegend: false });
  if (regions.length === 0) return gone('No place is chosen. Search for one above: its curve appears here.');
  if (measures.length === 0) return gone('No measure is chosen. Tick one above: its curves appear here.');
  const isOff = measures.every(id => hidden.includes(id)) || regions.every(id => hidden.includes(id));
  if (curves.length === 0)
    return isOff
      ? { words: 'Every curve is switched off in the legend. Press a name there to see it again.', inLegend: true }
      : null;
  if (curves.every(({ zero, isReported }) => zero !== null && !isReported)) {
    const shown = [...new Map(curves.map(({ measure }) => [measure.id, measure])).values()];
    const places = [...new Set(curves.map(({ place }) => place.name))];
    return gone(shown.map(measure => notReportedSentence(measure, places)).join(' '));
  }
  if (align === null || curves.some(({ zero }) => zero !== null)) return null;
  if (align.by === 'rate' && curves.every(({ place }) => (place.population ?? 0) <= 0))
    return gone(
      `How many people live here is not known, so no curve can start at 1 in ${formatCount(align.count)} people.`,
    );
  const smaller = align.by === 'total' ? ' Choose a smaller number, or start the curves by date.' : '';
  return gone(`No curve begins: ${dayZeroLabel(align, leading)} has come to none of the places shown yet.${smaller}`);
}
