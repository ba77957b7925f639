import type { CheckLimits, Dataset, Limit, PlaceLimits } from '../contract/dataset.ts';
import { anyObject, expected, list, parse, text } from '../contract/schema.ts';
import { KINDS } from '../measures/kinds.ts';
import { CHECK_DEFAULTS, PLACE_DEFAULTS } from './check-fields.ts';

/** What the places of a data set may be. */
type Checked = Pick<Dataset, 'measures' | 'maps'>;

/** The `checks:` of a descriptor, with the defaults where it says nothing. */
export function parseCheckLimits(value: unknown, checked: Checked): CheckLimits {
  const fields = parse(anyObject, value, 'checks');
  const share = (name: keyof typeof CHECK_DEFAULTS) => limitOf(fields[name], CHECK_DEFAULTS[name], `checks.${name}`, 1);
  const number = (name: keyof typeof CHECK_DEFAULTS) => limitOf(fields[name], CHECK_DEFAULTS[name], `checks.${name}`);
  return {
    unreadableRows: share('unreadableRows'),
    repeatedRows: share('repeatedRows'),
    lostRows: share('lostRows'),
    zeroAfter: number('zeroAfter'),
    fall: share('fall'),
    rise: number('rise'),
    small: number('small') ?? 0,
    gap: number('gap'),
    places: placesOf(fields.places ?? 'off', checked),
    lostRegions: number('lostRegions'),
    lostColumns: number('lostColumns'),
    changedTypes: number('changedTypes'),
    unknownRows: share('unknownRows'),
    unknownTotal: share('unknownTotal'),
    withoutShape: share('withoutShape'),
    remainder: limitOf(fields.remainder ?? 'off', 1, 'checks.remainder', 1),
    population: number('population'),
  };
}

/** @param most what the limit may be at most; a share is not more than 1 */
function limitOf(value: unknown, standard: number, where: string, most = Number.MAX_SAFE_INTEGER): Limit {
  if (value === undefined) return standard;
  if (value === 'off') return null;
  if (typeof value === 'number' && value >= 0 && value <= most) return value;
  throw expected(most === 1 ? 'a share from 0 to 1, or off' : 'a number of 0 or more, or off', value, where);
}

function placesOf(value: unknown, checked: Checked): PlaceLimits[] {
  if (value === 'off') return [];
  return Object.entries(parse(anyObject, value, 'checks.places')).flatMap(([map, limits]) => {
    if (!checked.maps.includes(map))
      throw expected(`a map of the data set: ${checked.maps.join(', ')}`, map, 'checks.places');
    return limits === 'off' ? [] : [placeLimits(map, limits, checked)];
  });
}

function placeLimits(map: string, value: unknown, { measures }: Checked): PlaceLimits {
  const at = `checks.places.${map}`;
  const fields = parse(anyObject, value, at);
  const known = measures.filter(({ from, kind }) => from === null && KINDS[kind].grows).map(({ id }) => id);
  const wanted = parse(list(text), fields.measures ?? known, `${at}.measures`);
  const stray = wanted.find(id => !known.includes(id));
  if (stray !== undefined) throw expected(`a list of ${known.join(', ')}`, stray, `${at}.measures`);
  return {
    map,
    measures: wanted,
    small: limitOf(fields.small, PLACE_DEFAULTS.small, `${at}.small`) ?? 0,
    fall: limitOf(fields.fall, PLACE_DEFAULTS.fall, `${at}.fall`, 1),
    lost: limitOf(fields.lost, PLACE_DEFAULTS.lost, `${at}.lost`, 1),
    rise: limitOf(fields.rise, PLACE_DEFAULTS.rise, `${at}.rise`),
  };
}
