import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import type { CurvesDefaults } from '../../../functions/contract/views.ts';
import { CHANGES, type Change, MAX_SMOOTH, PER_PEOPLE, SCALES, type ScaleKind } from '../../address/choices.ts';
import { addressNotes } from '../../address/codec.ts';
import { countWords } from '../../format/numbers-and-dates.ts';

/** Where the curves begin: on the first day with a total of so many, or of one in so many people. */
export interface Alignment {
  readonly by: 'total' | 'rate';
  readonly count: number;
}

/** One chart for all places, or one for each. */
export const LAYOUTS = ['together', 'apart'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What a visitor has chosen to see of curves; all of it lives in the address. */
export interface CurvesView {
  readonly regions: readonly string[];
  readonly change: Change;
  /** Values per so many people; null for counts. */
  readonly per: number | null;
  readonly scale: ScaleKind;
  readonly measures: readonly string[];
  /** The lines are the mean of so many days; 1 smooths nothing. */
  readonly smooth: number;
  /** null for curves by date. */
  readonly align: Alignment | null;
  readonly layout: Layout;
  /** Regions and measures that the legend has switched off. */
  readonly hidden: readonly string[];
}

/** What can be chosen, what the data set opens with, and which places a bare address shows. */
export interface CurvesChoices {
  readonly measures: readonly MeasureDescription[];
  readonly defaults: CurvesDefaults;
  readonly regions: readonly string[];
}

/** As many regions as one answer of the API holds. */
export const MAX_PLACES = 50;
/** As large as the API takes a total. */
export const MAX_TOTAL = 9_999_999_999;
const STANDARD_SMOOTH = 14;

export function standardCurves({ measures, defaults, regions }: CurvesChoices): CurvesView {
  const ids = measures.map(({ id }) => id);
  const standard = ids.filter(id => defaults.measures.includes(id));
  return {
    regions,
    change: 'new',
    per: null,
    scale: 'log',
    measures: standard.length > 0 ? standard : ids.slice(0, 1),
    smooth: STANDARD_SMOOTH,
    align: null,
    layout: 'together',
    hidden: [],
  };
}

export interface CurvesRead {
  readonly view: CurvesView;
  /** A sentence for each choice in the address that could not be followed. */
  readonly notes: readonly string[];
}

/** The curves that an address asks for. Whether its regions exist is not known here. */
export function readCurvesView(search: string, choices: CurvesChoices): CurvesRead {
  const query = new URLSearchParams(search);
  const standard = standardCurves(choices);
  const notes = addressNotes(query, KNOWN);

  const read = <T>(name: string, parse: (asked: string) => T | undefined, otherwise: T, words: string): T => {
    const asked = query.get(name);
    if (asked === null) return otherwise;
    const found = parse(asked.trim());
    if (found === undefined) {
      const { noun, valid } = choicesOf(choices.defaults.align.people)[name] ?? { noun: name, valid: '' };
      notes.push(`There is no ${noun} “${asked}” here${valid === '' ? '' : `: ${valid}`}. Shown instead: ${words}.`);
    }
    return found === undefined ? otherwise : found;
  };
  const oneOf =
    <T extends string>(valid: readonly T[]) =>
    (asked: string) =>
      valid.find(value => value === asked);

  const regions = listOf(query.get('regions'));
  if (regions !== null && regions.length > MAX_PLACES)
    notes.push(
      `${MAX_PLACES} places are the most that fit. The address names ${regions.length}; the rest is left out.`,
    );
  const known = choices.measures.map(({ id }) => id);
  const asked = listOf(query.get('measures'));
  for (const id of asked ?? [])
    if (!known.includes(id)) notes.push(`There is no ${choices.defaults.noun} “${id}” here.`);
  const measures = asked === null ? standard.measures : known.filter(id => asked.includes(id));

  const view: CurvesView = {
    regions: (regions ?? standard.regions).slice(0, MAX_PLACES),
    change: read('change', oneOf(CHANGES), standard.change, 'new per day'),
    per: read('per', parsePer, standard.per, 'counts'),
    scale: read('scale', oneOf(SCALES), standard.scale, 'the logarithmic scale'),
    measures: asked !== null && asked.length > 0 && measures.length === 0 ? standard.measures : measures,
    smooth: read('smooth', parseSmooth, standard.smooth, `${standard.smooth} days`),
    align: read('align', parseAlignment(choices.defaults.align.people), standard.align, 'curves by date'),
    layout: read('view', oneOf(LAYOUTS), standard.layout, 'one chart'),
    hidden: listOf(query.get('hide')) ?? standard.hidden,
  };
  return { view, notes };
}

/** The search part of the address of curves: only what differs from the standard, in a fixed order. */
export function curvesSearch(view: CurvesView, choices: CurvesChoices): string {
  const standard = standardCurves(choices);
  const query = new URLSearchParams();
  const put = (name: string, value: string, otherwise: string) => {
    if (value !== otherwise) query.set(name, value);
  };
  put('regions', view.regions.join(','), standard.regions.join(','));
  put('change', view.change, standard.change);
  put('per', perText(view.per), perText(standard.per));
  put('scale', view.scale, standard.scale);
  put('measures', view.measures.join(','), standard.measures.join(','));
  put('smooth', String(view.smooth), String(standard.smooth));
  if (view.align !== null) query.set('align', alignmentText(view.align));
  put('view', view.layout, standard.layout);
  put('hide', view.hidden.join(','), standard.hidden.join(','));
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

/** As the API writes it: `total:100` or `rate:1/10000`. */
export function alignmentText({ by, count }: Alignment): string {
  return by === 'total' ? `total:${count}` : `rate:1/${count}`;
}

const COUNTS = 'none';
/** What the choices of an address are called, and what they can be. */
const choicesOf = (people: number): Readonly<Record<string, { readonly noun: string; readonly valid: string }>> => ({
  change: { noun: 'count', valid: 'it is “total” or “new”' },
  per: {
    noun: 'number of people',
    valid: `it is 1, 10, 100 and so on to ${countWords(PER_PEOPLE.at(-1) ?? 1)}, written without marks`,
  },
  scale: { noun: 'scale', valid: 'it is “log” or “linear”' },
  smooth: { noun: 'smoothing', valid: `it is over 1 to ${MAX_SMOOTH} days` },
  align: {
    noun: 'way to start curves',
    valid: `“total:100” starts them at a total of 100, “rate:1/${people}” at 1 in ${countWords(people)} people`,
  },
  view: { noun: 'arrangement of charts', valid: 'it is “together” or “apart”' },
});
const KNOWN = new Set(['regions', 'change', 'per', 'scale', 'measures', 'smooth', 'align', 'view', 'hide', 'embed']);
function listOf(text: string | null): readonly string[] | null {
  if (text === null) return null;
  const items = text.split(',').map(item => item.trim());
  return [...new Set(items.filter(item => item !== ''))];
}

function perText(per: number | null): string {
  return per === null ? COUNTS : String(per);
}

function parsePer(asked: string): number | null | undefined {
  return asked === COUNTS ? null : PER_PEOPLE.find(per => String(per) === asked);
}

function parseSmooth(asked: string): number | undefined {
  const days = /^\d{1,2}$/.test(asked) ? Number(asked) : 0;
  return days >= 1 && days <= MAX_SMOOTH ? days : undefined;
}

const parseAlignment =
  (people: number) =>
  (asked: string): Alignment | undefined => {
    const [, total] = /^total:([1-9]\d*)$/.exec(asked) ?? [];
    if (total !== undefined && Number(total) <= MAX_TOTAL) return { by: 'total', count: Number(total) };
    return asked === `rate:1/${people}` ? { by: 'rate', count: people } : undefined;
  };
