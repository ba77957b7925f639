import { count, list, type Output, object, parserOf, record, text } from './schema.ts';

/** `maps/gazetteer/*.json`, joined: what places are called besides the names that a data set gives them. */
export type Gazetteer = Output<typeof gazetteerSchema>;
export type CityGroup = Output<typeof cityGroup>;

const cityGroup = object({
  /** The regions that contain the cities, smallest first; cities belong to the first one that a data set has. */
  regions: list(text),
  /** Populations by name. */
  cities: record(count),
});

const gazetteerSchema = object({
  /** Short words and what they stand for in a name: `st` is `saint`. */
  abbreviations: record(text),
  /** Words that a name may have or lack. */
  ignored: list(text),
  /** By map: what the numbers are called that are ids of its regions. */
  codeNames: record(text),
  /** By map and parent (`*` for parents that are not listed): words that may follow a name, such as `County`. */
  suffixes: record(record(list(text))),
  /** By map and region, as are `codes` and `parts`. */
  names: record(record(list(text))),
  /** By map: those of `names` that only a part of the region has. A search finds the region by them; data named so are not the region's. */
  partNames: record(list(text)),
  /** Codes besides the id: ISO 3166-1 alpha-2 and numeric, postal and numeric codes of states. */
  codes: record(record(list(text))),
  /** Places that are counted in a region and have an id of their own: names by id. */
  parts: record(record(record(text))),
  cities: list(cityGroup),
});

export const parseGazetteer = parserOf(gazetteerSchema);
