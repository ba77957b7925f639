type LookupRow = readonly [
  iso3: string,
  fips: string,
  county: string,
  province: string,
  country: string,
  population: string,
];

/** A handful of places of JHU's lookup table, in its form; parents have the people of those of their parts that are here. */
const PLACES: readonly LookupRow[] = [
  ['AUS', '', '', '', 'Australia', '25459700'],
  ['AUS', '', '', 'New South Wales', 'Australia', '8118000'],
  ['BHS', '', '', '', 'Bahamas', '393248'],
  ['CAN', '', '', '', 'Canada', '37855702'],
  ['CAN', '', '', 'Ontario', 'Canada', '14826276'],
  ['CHN', '', '', '', 'China', '66666988'],
  ['HKG', '', '', 'Hong Kong SAR', 'China', '7496988'],
  ['CHN', '', '', 'Hubei', 'China', '59170000'],
  ['', '', '', '', 'Diamond Princess', ''],
  ['FRA', '', '', '', 'France', '65249843'],
  ['IRL', '', '', '', 'Ireland', '4937796'],
  ['ITA', '', '', '', 'Italy', '60461828'],
  ['KOR', '', '', '', 'Korea, South', '51269183'],
  ['', '', '', '', 'MS Zaandam', ''],
  ['USA', '', '', '', 'US', '45581262'],
  ['USA', '17', '', 'Illinois', 'US', '12671821'],
  ['USA', '17031', 'Cook', 'Illinois', 'US', '5150233'],
  ['USA', '11', '', 'District of Columbia', 'US', '705749'],
  ['USA', '11001', 'District of Columbia', 'District of Columbia', 'US', '705749'],
  ['USA', '36', '', 'New York', 'US', '9693741'],
  ['USA', '36005', 'Bronx', 'New York', 'US', '1418207'],
  ['USA', '36047', 'Kings', 'New York', 'US', '2559903'],
  ['USA', '36059', 'Nassau', 'New York', 'US', '1356924'],
  ['USA', '36061', 'New York City', 'New York', 'US', '8336817'],
  ['USA', '36081', 'Queens', 'New York', 'US', '2253858'],
  ['USA', '36085', 'Richmond', 'New York', 'US', '476143'],
  ['USA', '39', '', 'Ohio', 'US', '11689100'],
  ['USA', '39049', 'Franklin', 'Ohio', 'US', '1316756'],
  ['USA', '80039', 'Out of OH', 'Ohio', 'US', ''],
  ['USA', '90039', 'Unassigned', 'Ohio', 'US', ''],
  ['USA', '', 'Bear River', 'Utah', 'US', ''],
  ['USA', '49', '', 'Utah', 'US', '3205958'],
  ['USA', '53', '', 'Washington', 'US', '7614893'],
  ['USA', '53033', 'King', 'Washington', 'US', '2252782'],
];

export const LOOKUP_NAME = 'UID_ISO_FIPS_LookUp_Table.csv';

export const LOOKUP_TABLE = lookupTable();

/** The table without the places that `leaveOut` names by their country, province or county. */
export function lookupTable(leaveOut: readonly string[] = []): string {
  const lines = PLACES.filter(([, , ...names]) => !names.some(name => leaveOut.includes(name))).map((place, index) => {
    const [iso3, fips, county, province, country, population] = place;
    const uid = String(index + 1);
    return [uid, iso3.slice(0, 2), iso3, uid, fips, county, province, `"${country}"`, '', '', '', population].join(',');
  });
  const headings = 'UID,iso2,iso3,code3,FIPS,Admin2,Province_State,Country_Region,Lat,Long_,Combined_Key,Population';
  return [headings, ...lines, ''].join('\n');
}
