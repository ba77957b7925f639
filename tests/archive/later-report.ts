import { addDays } from '../../functions/measures/periods.ts';
import { LAYOUTS } from '../build/report-csv.ts';
import { type Course, dayNumber, END, type LaterPlace, MIDDLE } from './later-places.ts';

/** From here on, codes and some counts have a decimal. */
const DECIMALS_FROM = '2021-01-01';
const LAST_HEADINGS_FROM = '2020-11-10';
const COUNTY_RECOVERIES_UNTIL = '2021-02-28';
export const RECOVERIES_UNTIL = '2021-08-04';
const [MIDDLE_DAY, END_DAY] = [dayNumber(MIDDLE), dayNumber(END)];

/** The text of the report of a day after the real ones, in the layout of that day. */
export function laterReport(date: string, places: readonly LaterPlace[]): string {
  const day = dayNumber(date);
  const isSunday = new Date(`${date}T00:00:00Z`).getUTCDay() === 0;
  const decimal = date >= DECIMALS_FROM ? '.0' : '';
  const updated = `${addDays(date, 1)} 04:2${day % 10}:${10 + (day % 50)}`;
  const lines = places.flatMap(place => {
    if (day < place.from || day > place.until) return [];
    const at = isSunday && place.restsOnSundays && day > place.from ? day - 1 : day;
    const [confirmed, deaths] = [countOn(place.confirmed, at), countOn(place.deaths, at)];
    const fips = place.fips === '' ? '' : `${place.fips}${decimal}`;
    const recovered = recoveredOn(place, at, date);
    const active = recovered === null ? ',' : `${recovered}${decimal},${confirmed - deaths - recovered}${decimal}`;
    const counts = `${confirmed},${deaths},${active}`;
    const incidence = place.incidence === null ? '' : confirmed * place.incidence;
    const rates = `${incidence},${confirmed === 0 ? '' : (deaths * 100) / confirmed}`;
    return [`${fips},${place.names},${updated},${place.position},${counts},${place.combinedKey},${rates}`];
  });
  return `${LAYOUTS[date < LAST_HEADINGS_FROM ? '2020-05-29' : '2020-11-09']}\n${lines.join('\n')}\n`;
}

function countOn({ counts: [start, middle, end], from, pace, round }: Course, day: number): number {
  if (day <= MIDDLE_DAY) return round(start + (middle - start) * risen((day - from) / (MIDDLE_DAY - from), pace));
  return round(middle + (end - middle) * risen((day - MIDDLE_DAY) / (END_DAY - MIDDLE_DAY), pace));
}

/** From 0 to 1, more slowly at both ends but never at a standstill. */
function risen(share: number, pace: number): number {
  const at = Math.max(0, share) ** pace;
  return (at + at * at * (3 - 2 * at)) / 2;
}

function recoveredOn({ recovered }: LaterPlace, day: number, date: string): number | null {
  if (date > RECOVERIES_UNTIL) return null;
  if (recovered !== null) return countOn(recovered, day);
  return date > COUNTY_RECOVERIES_UNTIL ? null : 0;
}
