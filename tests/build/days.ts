import { daysBetween } from '../../functions/measures/periods.ts';
import { seededRandom } from '../query/seeded-random.ts';
import type { ReportRow } from './report-csv.ts';

const PLACES: readonly Omit<ReportRow, 'confirmed'>[] = [
  { country: 'Italy' },
  { country: 'France' },
  { country: 'Canada', province: 'Ontario' },
  { country: 'China', province: 'Hubei' },
  { fips: '36061', county: 'New York City', province: 'New York', country: 'US' },
  { fips: '36005', county: 'Bronx', province: 'New York', country: 'US' },
  { fips: '39049', county: 'Franklin', province: 'Ohio', country: 'US' },
  { fips: '90039', county: 'Unassigned', province: 'Ohio', country: 'US' },
  { country: 'Atlantis' },
];

/** The rows of a day: counts that grow, now and then fall or are not there, and places that join later. */
export function rowsOf(date: string): ReportRow[] {
  const day = daysBetween('2020-01-22', date);
  const random = seededRandom(day);
  return PLACES.flatMap((place, index) => {
    // One place outweighs the others, which stay so small that neither they nor a report as a whole falls by much, and
    // that nobody misses one of them.
    const weight = place.country === 'France' ? 500_000 : 1;
    const isThere = weight > 1 || (day >= index * 9 && random() > 0.1);
    const confirmed = Math.floor((weight * day) / 4) + Math.floor(random() * 20);
    return isThere
      ? [{ ...place, confirmed, deaths: Math.ceil((weight * day) / 500), recovered: Math.floor(confirmed / 2) }]
      : [];
  });
}
