import type { Random } from '../../local/sample/seeded-random.ts';
import { type Ground, MEASURES, type PlantedFault, pick, reportOf, uploadOf } from './ground.ts';
import { isLarge, LEVELS, type Level, type Place, placesOf } from './places.ts';
import { cellOf, type ReportRow, type ReportText, withCells, withRow } from './report-text.ts';

const COLUMN: Readonly<Record<Level, string>> = {
  country: 'Country_Region',
  province: 'Province_State',
  county: 'Admin2',
};

/** Ways to write a name that leave its letters what they are. */
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

/** Names of places written in other ways that must still be understood: each way at each level, in places of their own. */
export function plantSpellings(ground: Ground): PlantedFault {
  let report = reportOf(ground, ground.date);
  const taken = new Set<string>();
  const written: string[] = [];
  for (const level of LEVELS) {
    for (const [spelling, respell] of Object.entries(SPELLINGS)) {
      const place = pickPlace(ground, level, taken);
      taken.add(place.region);
      const name = respell(place.name, ground.random);
      written.push(`${place.region} ${JSON.stringify(name)} (${spelling})`);
      report = withRow(report, place.at, renamed(report, place, name));
    }
  }
  return {
    kind: 'other spellings',
    date: ground.date,
    sentence: `it writes ${written.join(', ')}`,
    uploads: uploadOf(ground.date, report),
    must: 'right',
    place: null,
  };
}

/** The name of a place misspelled, so that no table has it. A county has no code then to be found by. */
export function plantMisspelling(ground: Ground, level: Level): PlantedFault {
  const report = reportOf(ground, ground.date);
  const place = pickPlace(ground, level);
  const name = misspelled(ground, place);
  return {
    ...misspelling(ground, place, name),
    uploads: uploadOf(ground.date, withRow(report, place.at, renamed(report, place, name))),
    unknown: name,
  };
}

/** The name of a county misspelled beside its right code, by which it must be found. */
export function plantMisspellingBesideCode(ground: Ground): PlantedFault {
  const report = reportOf(ground, ground.date);
  const place = pickPlace(ground, 'county');
  const name = misspelled(ground, place);
  const row = withCells(report, place.row, { Admin2: name });
  return {
    ...misspelling(ground, place, name),
    uploads: uploadOf(ground.date, withRow(report, place.at, row)),
    must: 'right',
  };
}

function misspelling({ date }: Ground, { level, region, name: was }: Place, name: string) {
  return {
    kind: `${level} misspelled`,
    date,
    sentence: `${was} (${region}) is written "${name}"`,
    must: 'right-or-held' as const,
    place: { region, name: was, measures: MEASURES, was: null, is: null },
  };
}

function pickPlace(ground: Ground, level: Level, taken: ReadonlySet<string> = new Set()): Place {
  const places = placesOf(ground, level).filter(place => place.name.length > 4 && isLarge(ground, place, 'confirmed'));
  return pick(
    ground.random,
    places.filter(({ region }) => !taken.has(region)),
    `large ${level}`,
  );
}

function renamed(report: ReportText, { level, row }: Place, name: string): ReportRow {
  return withCells(report, row, { [COLUMN[level]]: name, ...(level === 'county' ? { FIPS: '' } : {}) });
}

/** One letter lost or written twice. */
function misspelled(ground: Ground, { level, name }: Place): string {
  const report = reportOf(ground, ground.date);
  const known = new Set(report.rows.map(row => lettersOf(cellOf(report, row, COLUMN[level]))));
  const names = [...name].slice(1).flatMap((letter, index) => {
    const [head, tail] = [name.slice(0, index + 1), name.slice(index + 2)];
    return /[a-z]/.test(letter) ? [head + tail, head + letter + letter + tail] : [];
  });
  return pick(
    ground.random,
    names.filter(one => !known.has(lettersOf(one))),
    `misspelling of ${name}`,
  );
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
