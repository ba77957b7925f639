import type { Random } from '../../local/sample/seeded-random.ts';
import { isLarge, LEVELS, type Level, type Place, placesOf } from './places.ts';
import { type FaultContext, MEASURES, type PlantedFault, pick, reportOf, uploadOf } from './planted-fault.ts';
import { cellOf, type ReportRow, type ReportText, withCells, withRow } from './report-text.ts';

const COLUMN: Readonly<Record<Level, string>> = {
  country: 'Country_Region',
  province: 'Province_State',
  county: 'Admin2',
};

/** Ways to write a name without changing its letters. */
const SPELLINGS: Readonly<Record<string, (name: string, random: Random) => string>> = {
  'upper case': name => name.toUpperCase(),
  'lower case': name => name.toLowerCase(),
  accents: name => name.replace(/[aeiou]/, vowel => `${vowel}\u0301`.normalize('NFC')),
  'combining accents': name => name.replace(/[aeiou]/, vowel => `${vowel}\u0301`),
  'zero-width signs': (name, random) => {
    const at = 1 + Math.floor(random() * (name.length - 1));
    return name.slice(0, at) + pick(random, ['\u200b', '\u200d', '\ufeff', '\u00ad'], 'sign') + name.slice(at);
  },
  'spaces around': name => `\u00a0${name} `,
};

/** Other spellings that must still match: each at each level, in a different place. */
export function plantSpellings(context: FaultContext): PlantedFault {
  let report = reportOf(context, context.date);
  const taken = new Set<string>();
  const written: string[] = [];
  for (const level of LEVELS) {
    for (const [spelling, respell] of Object.entries(SPELLINGS)) {
      const place = pickPlace(context, level, taken);
      taken.add(place.region);
      const name = respell(place.name, context.random);
      written.push(`${place.region} ${JSON.stringify(name)} (${spelling})`);
      report = withRow(report, place.at, renamed(report, place, name));
    }
  }
  return {
    kind: 'other spellings',
    date: context.date,
    sentence: `it writes ${written.join(', ')}`,
    uploads: uploadOf(context.date, report),
    must: 'right',
    place: null,
  };
}

/** A misspelled name that no table has. A county loses its code too, which would identify it. */
export function plantMisspelling(context: FaultContext, level: Level): PlantedFault {
  const report = reportOf(context, context.date);
  const place = pickPlace(context, level);
  const name = misspelled(context, place);
  return {
    ...misspelling(context, place, name),
    uploads: uploadOf(context.date, withRow(report, place.at, renamed(report, place, name))),
    unknown: name,
  };
}

/** A county with a misspelled name and the right code, which identifies it. */
export function plantMisspellingBesideCode(context: FaultContext): PlantedFault {
  const report = reportOf(context, context.date);
  const place = pickPlace(context, 'county');
  const name = misspelled(context, place);
  const row = withCells(report, place.row, { Admin2: name });
  return {
    ...misspelling(context, place, name),
    uploads: uploadOf(context.date, withRow(report, place.at, row)),
    must: 'right',
  };
}

function misspelling({ date }: FaultContext, { level, region, name: was }: Place, name: string) {
  return {
    kind: `${level} misspelled`,
    date,
    sentence: `${was} (${region}) is written "${name}"`,
    must: 'right-or-held' as const,
    place: { region, name: was, measures: MEASURES, was: null, is: null },
  };
}

function pickPlace(context: FaultContext, level: Level, taken: ReadonlySet<string> = new Set()): Place {
  const places = placesOf(context, level).filter(
    place => place.name.length > 4 && isLarge(context, place, 'confirmed'),
  );
  return pick(
    context.random,
    places.filter(({ region }) => !taken.has(region)),
    `large ${level}`,
  );
}

function renamed(report: ReportText, { level, row }: Place, name: string): ReportRow {
  return withCells(report, row, { [COLUMN[level]]: name, ...(level === 'county' ? { FIPS: '' } : {}) });
}

/** The name with one letter lost or doubled. */
function misspelled(context: FaultContext, { level, name }: Place): string {
  const report = reportOf(context, context.date);
  const known = new Set(report.rows.map(row => lettersOf(cellOf(report, row, COLUMN[level]))));
  const names = [...name].slice(1).flatMap((letter, index) => {
    const [head, tail] = [name.slice(0, index + 1), name.slice(index + 2)];
    return /[a-z]/.test(letter) ? [head + tail, head + letter + letter + tail] : [];
  });
  return pick(
    context.random,
    names.filter(one => !known.has(lettersOf(one))),
    `misspelling of ${name}`,
  );
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
