import aliases from '../../maps/gazetteer/aliases.json' with { type: 'json' };
import cities from '../../maps/gazetteer/cities.json' with { type: 'json' };
import codes from '../../maps/gazetteer/codes.json' with { type: 'json' };
import { type Gazetteer, parseGazetteer } from '../contract/gazetteer.ts';

let parsed: Gazetteer | undefined;

/** The built-in gazetteer: some 100 kB, so a page imports this module when it is first needed. */
export function readGazetteer(): Gazetteer {
  parsed ??= parseGazetteer({ ...aliases, ...codes, ...cities }, 'maps/gazetteer');
  return parsed;
}
