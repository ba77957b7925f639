import { exitCodeOf } from '../../cli/describe-result.ts';
import type { Receipt } from '../../functions/contract/receipt.ts';
import { fileOf } from '../../functions/transform/gate/find-faults.ts';
import type { Built } from '../transform/workshop.ts';
import { type Difference, differencesOf, isBetween } from './differences.ts';
import type { PlantedFault, PlantedPlace } from './ground.ts';
import { type Held, heldIn, sentencesOn } from './read-held.ts';

/** What was built of the same days without the fault and with it. */
export interface Compared {
  readonly clean: Built;
  readonly built: Built;
  readonly dates: readonly string[];
}

const SHOWN = 4;

/** What is not as it must be with the fault in the reports, a sentence each; none where all is well. */
export function findViolations(fault: PlantedFault, compared: Compared): string[] {
  const { built } = compared;
  if (built.receipt.outcome === 'refused') return [`the whole data set is refused: ${built.receipt.summary}`];
  const held = newlyHeld(compared);
  return [
    ...valueViolations(fault, compared, held),
    ...uploadViolations(fault, compared),
    ...heldViolations(fault, compared, held),
    ...reportViolations(fault, compared),
    ...exitViolations(fault, compared, held),
  ];
}

function valueViolations(fault: PlantedFault, compared: Compared, held: readonly Held[]): string[] {
  // A day whose report is out is told of as such, and not value by value.
  const gone = new Set(
    compared.built.receipt.inputs.flatMap(({ state, date }) =>
      state === 'quarantined' && date !== null ? [date] : [],
    ),
  );
  const isFine = (difference: Difference) =>
    (difference.is === null && gone.has(difference.date)) || isAllowed(difference, fault, compared, held);
  const wrong = differencesOf(compared).filter(difference => !isFine(difference));
  const shown = wrong.slice(0, SHOWN).map(({ region, measure, date, was, is }) => {
    return `${region} has ${is} ${measure} on ${date} instead of ${was}`;
  });
  return wrong.length > SHOWN ? [...shown, `${wrong.length - SHOWN} more values are other`] : shown;
}

function isAllowed(
  { region, measure, date, is }: Difference,
  { must, place, date: day, onlyLaterTold = false }: PlantedFault,
  { clean, dates }: Compared,
  held: readonly Held[],
): boolean {
  const measures: readonly string[] = place?.measures ?? [];
  if (must === 'right') return false;
  if (must === 'file-out') return date === day && (is === null || (onlyLaterTold && dates.at(-1) === day));
  if (must === 'measure-ended') return date >= day && is === null && [...measures, 'active'].includes(measure);
  if (date !== day || place === null) return false;
  if (must === 'cell-unknown' && ![...measures, 'active'].includes(measure)) return false;
  if (region === place.region) {
    if (must === 'may-go-unnoticed') return true;
    return is === null && (must === 'cell-unknown' || measure === 'active' || isHeld(held, place.region, measure));
  }
  const slack = must === 'may-go-unnoticed' ? Math.abs(Number(place.is) - Number(place.was)) : 0;
  return isBetween({ region, measure, date, is }, place.region, clean, slack);
}

function isHeld(held: readonly Held[], region: string, measure: string): boolean {
  return held.some(one => one.region === region && (one.measures?.includes(measure) ?? true));
}

function uploadViolations(
  { must, date, uploads, names = [], onlyLaterTold }: PlantedFault,
  compared: Compared,
): string[] {
  const out = quarantinedIn(compared.built.receipt);
  const before = quarantinedIn(compared.clean.receipt);
  const own = must === 'file-out' ? (uploads.get(date)?.name ?? '') : null;
  const others = [...out].filter(([name]) => name !== own && !before.has(name));
  const wrong = others.map(([name, reason]) => `${name} is quarantined: ${reason}`);
  if (own === null || (onlyLaterTold === true && compared.dates.at(-1) === date && !out.has(own))) return wrong;
  const reason = out.get(own);
  if (reason === undefined) return [...wrong, `${own} is not quarantined`];
  const unnamed = names.filter(name => !reason.includes(name));
  return [...wrong, ...unnamed.map(name => `the reason does not name ${name}: ${reason}`)];
}

function quarantinedIn({ inputs }: Receipt): ReadonlyMap<string, string> {
  const out = inputs.filter(({ state }) => state === 'quarantined');
  return new Map(out.map(({ key, reason }) => [fileOf(key), reason ?? '']));
}

/** Held back is the place on the day, with a sentence that has its name and its count; and nothing else is. */
function heldViolations({ must, place, date }: PlantedFault, _: Compared, held: readonly Held[]): string[] {
  const mayHold = must === 'right-or-held' || must === 'cell-unknown' || must === 'may-go-unnoticed';
  const isOwn = (one: Held) => mayHold && one.region === place?.region && one.date === date;
  const others = held
    .filter(one => !isOwn(one))
    .map(({ region, date, detail }) => `${region} is held on ${date}: ${detail}`);
  return [
    ...others.slice(0, SHOWN),
    ...held.filter(isOwn).flatMap(({ name, detail }) => {
      const named = detail.includes(name) || detail.includes(place?.name ?? name);
      const counted = place?.is == null || detail.includes(place.is) || detail.includes(grouped(place));
      return named && counted ? [] : [`the sentence lacks ${place?.name} or its count ${place?.is}: ${detail}`];
    }),
  ];
}

function grouped({ is }: PlantedPlace): string {
  return /^-?\d+$/.test(is ?? '') ? Number(is).toLocaleString('en') : (is ?? '');
}

/** What is unknown is told: a cell, a name, a measure that ended. */
function reportViolations({ must, place, date, uploads, unknown }: PlantedFault, { built }: Compared): string[] {
  const { receipt } = built;
  const sentences = [
    ...sentencesOn(receipt, uploads.get(date)?.name ?? ''),
    ...heldIn(receipt).flatMap(one => (one.date === date ? [one.detail] : [])),
  ];
  const has = (words: string) => sentences.some(sentence => sentence.includes(words));
  const found: string[] = [];
  if (unknown !== undefined && !has(unknown)) found.push(`nothing tells that the name "${unknown}" is not known`);
  if (must === 'cell-unknown' && place !== null && !has(place.is ?? '') && !has(grouped(place))) {
    found.push(`nothing tells of the cell "${place.is}"`);
  }
  if (
    must === 'measure-ended' &&
    !textsIn(receipt).some(text => text.includes(place?.name ?? '') && text.includes(date))
  ) {
    found.push(`nothing tells that ${place?.name} ended on ${date}`);
  }
  return found;
}

/** Whoever runs it by a script must hear of it too. */
function exitViolations({ must, unknown }: PlantedFault, { clean, built }: Compared, held: readonly Held[]): string[] {
  const [was, is] = [exitCodeOf([clean]), exitCodeOf([built])];
  const isLoud = held.length > 0 || unknown !== undefined || built.receipt.outcome === 'quarantined';
  if (isLoud && is !== 3) return [`the exit code is ${is} instead of 3`];
  return must === 'right' && !isLoud && is !== was ? [`the exit code is ${is} instead of ${was}`] : [];
}

function newlyHeld({ clean, built }: Compared): Held[] {
  const keyOf = ({ map, region, date }: Held) => `${map} ${region} ${date}`;
  const before = new Set(heldIn(clean.receipt).map(keyOf));
  return heldIn(built.receipt).filter(one => !before.has(keyOf(one)));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
