import { count, listOf, mapOf, type Parser, shape, text } from './expect.ts';

/** By map, then by the id of a region. */
type ByRegion<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** `maps/gazetteer/*.json`, joined: what places are called besides the names that a data set gives them. */
export interface Gazetteer {
  /** Short words and what they stand for in a name: `st` is `saint`. */
  readonly abbreviations: Readonly<Record<string, string>>;
  /** Words that a name may have or lack. */
  readonly ignored: readonly string[];
  /** By map: what the numbers are called that are ids of its regions. */
  readonly codeNames: Readonly<Record<string, string>>;
  /** By map and parent (`*` for parents that are not listed): words that may follow a name, such as `County`. */
  readonly suffixes: ByRegion<readonly string[]>;
  readonly names: ByRegion<readonly string[]>;
  /** Codes besides the id: ISO 3166-1 alpha-2 and numeric, postal and numeric codes of states. */
  readonly codes: ByRegion<readonly string[]>;
  /** Places that are counted in a region and have an id of their own: names by id. */
  readonly parts: ByRegion<Readonly<Record<string, string>>>;
  readonly cities: readonly CityGroup[];
}

export interface CityGroup {
  /** The regions that hold the cities, smallest first; cities belong to the first one that a data set has. */
  readonly regions: readonly string[];
  /** Populations by name. */
  readonly cities: Readonly<Record<string, number>>;
}

const byRegion = <T>(parse: Parser<T>) => mapOf(mapOf(parse));

export const parseGazetteer: Parser<Gazetteer> = shape<Gazetteer>({
  abbreviations: mapOf(text),
  ignored: listOf(text),
  codeNames: mapOf(text),
  suffixes: byRegion(listOf(text)),
  names: byRegion(listOf(text)),
  codes: byRegion(listOf(text)),
  parts: byRegion(mapOf(text)),
  cities: listOf(shape<CityGroup>({ regions: listOf(text), cities: mapOf(count) })),
});
