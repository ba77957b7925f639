import { cellOf, readReport } from './report-text.ts';

/** Provinces with enough cases for an obvious error, by their names in the reports. */
const PROVINCES: Readonly<Record<string, string>> = {
  'Canada/Ontario': 'CA-ON',
  'Canada/Quebec': 'CA-QC',
  'Canada/Alberta': 'CA-AB',
  'Canada/British Columbia': 'CA-BC',
  'China/Hubei': 'CN-HB',
  'China/Guangdong': 'CN-GD',
  'China/Henan': 'CN-HA',
  'China/Zhejiang': 'CN-ZJ',
  'China/Hunan': 'CN-HN',
  'Australia/New South Wales': 'AU-NSW',
  'Australia/Victoria': 'AU-VIC',
};

/** The region of a place, from the lookup table alone and not from what was built. */
export interface RegionIds {
  readonly country: (country: string) => string | null;
  readonly province: (country: string, province: string) => string | null;
  readonly county: (fips: string) => string | null;
}

/** @param lookupTable the text of UID_ISO_FIPS_LookUp_Table.csv */
export function readRegionIds(lookupTable: string): RegionIds {
  const table = readReport(lookupTable);
  const countries = new Map<string, string>();
  const counties = new Set<string>();
  for (const row of table.rows) {
    const cell = (heading: string) => cellOf(table, row, heading);
    if (cell('Province_State') === '') countries.set(cell('Country_Region'), cell('iso3'));
    if (cell('Country_Region') === 'US' && cell('Admin2') !== '') counties.add(fiveDigits(cell('FIPS')));
  }
  return {
    country: country => countries.get(country) || null,
    province: (country, province) => PROVINCES[`${country}/${province}`] ?? null,
    county: fips => {
      const code = fiveDigits(fips);
      // The one row of the District of Columbia is a county and a state.
      return counties.has(code) && /^(0[1-9]|[1-5]\d)/.test(code) && code !== '11001' ? code : null;
    },
  };
}

function fiveDigits(fips: string): string {
  return fips === '' ? '' : fips.replace(/\.0$/, '').padStart(5, '0');
}
