import { exitCodeOf } from '../../cli/describe-result.ts';
import { fileOf } from '../../functions/checks/format.ts';
import type { Receipt } from '../../functions/contract/receipt.ts';
import type { Built } from '../build/workshop.ts';
import { type Difference, differencesOf, isBetween } from './differences.ts';
import type { PlantedFault, PlantedPlace } from './planted-fault.ts';
import { type Held, heldIn, sentencesOn } from './read-held.ts';

/** Builds of the same days without the fault and with it. */
export interface Compared {
  readonly clean: Built;
  readonly built: Built;
  readonly dates: readonly string[];
}

const SHOWN = 4;

/** One sentence for each thing that is not as it must be. */
export function findViolations(fault: PlantedFault, compared: Compared): string[] {
  const { built } = compared;
  if (built.receipt.outcome === 'refused') return [`the whole data set is refused: ${built.receipt.summary}`];
  const held = newlyHeld(compared);
  return [
    ...valueViolations(fault, compared, held),
    ...uploadViolations(fault, compared),
    ...heldViolations(fault, held),
    ...reportViolations(fault, compared),
    ...exitViolations(fault, compared, held),
  ];
}

function valueViolations(fault: PlantedFault, compared: Compared, held: readonly Held[]): string[] {
  // A quarantined report is one violation, not thousands of missing values.
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
  return wrong.length > SHOWN ? [...shown, `${wrong.length - SHOWN} more values differ`] : shown;
}

function isAllowed(
  { region, measure, date, is }: Difference,
  { must, place, date: day, detectableLater = false }: PlantedFault,
  { clean, dates }: Compared,
  held: readonly Held[],
): boolean {
  const measures: readonly string[] = place?.measures ?? [];
  if (must === 'right') return false;
  if (must === 'file-out') return date === day && (is === null || (detectableLater && dates.at(-1) === day));
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
  { must, date, uploads, names = [], detectableLater }: PlantedFault,
  compared: Compared,
): string[] {
  const out = quarantinedIn(compared.built.receipt);
  const before = quarantinedIn(compared.clean.receipt);
  const own = must === 'file-out' ? (uploads.get(date)?.name ?? '') : null;
  const others = [...out].filter(([name]) => name !== own && !before.has(name));
  const wrong = others.map(([name, reason]) => `${name} is quarantined: ${reason}`);
  if (own === null || (detectableLater === true && compared.dates.at(-1) === date && !out.has(own))) return wrong;
  const reason = out.get(own);
  if (reason === undefined) return [...wrong, `${own} is not quarantined`];
  const unnamed = names.filter(name => !reason.includes(name));
  return [...wrong, ...unnamed.map(name => `the reason does not name ${name}: ${reason}`)];
}

function quarantinedIn({ inputs }: Receipt): ReadonlyMap<string, string> {
  const out = inputs.filter(({ state }) => state === 'quarantined');
  return new Map(out.map(({ key, reason }) => [fileOf(key), reason ?? '']));
}

/** Only the place on that day may be held back, with a sentence that has its name and its count. */
function heldViolations({ must, place, date }: PlantedFault, held: readonly Held[]): string[] {
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

/** An unknown cell or name and the end of a measure must be reported. */
function reportViolations({ must, place, date, uploads, unknown }: PlantedFault, { built }: Compared): string[] {
  const { receipt } = built;
  const sentences = [
    ...sentencesOn(receipt, uploads.get(date)?.name ?? ''),
    ...heldIn(receipt).flatMap(one => (one.date === date ? [one.detail] : [])),
  ];
  const has = (words: string) => sentences.some(sentence => sentence.includes(words));
  const found: string[] = [];
  if (unknown !== undefined && !has(unknown)) found.push(`the unknown name "${unknown}" is not reported`);
  if (must === 'cell-unknown' && place !== null && !has(place.is ?? '') && !has(grouped(place))) {
    found.push(`the cell "${place.is}" is not reported`);
  }
  const isEnded = (measure: string) => receipt.ended.some(ended => ended.measure === measure && ended.lastDate < date);
  if (must === 'measure-ended' && !place?.measures.every(isEnded)) {
    found.push(`the end of ${place?.name} on ${date} is not reported`);
  }
  return found;
}

/** A script must see it too. */
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
