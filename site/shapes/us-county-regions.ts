const NYC = ['36005', '36047', '36061', '36081', '36085'];

/** Small counties whose cases Utah's health districts report together. */
const UTAH_DISTRICTS: Readonly<Record<string, readonly string[]>> = {
  'bear-river': ['49003', '49005', '49033'],
  'central-utah': ['49023', '49027', '49031', '49039', '49041', '49055'],
  'southeast-utah': ['49007', '49015', '49019'],
  'southwest-utah': ['49001', '49017', '49021', '49025', '49053'],
  tricounty: ['49009', '49013', '49047'],
  'weber-morgan': ['49029', '49057'],
};

const DUKES_AND_NANTUCKET = ['25007', '25019'];

/**
 * Counties that stand for something else than themselves, or for themselves first and then for what they are reported
 * with. The data counts New York's five boroughs under one of them.
 */
export const US_COUNTY_REGIONS: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...NYC.map(fips => [fips, ['36061']]),
  ...DUKES_AND_NANTUCKET.map(fips => [fips, [fips, 'US-MA:dukes-and-nantucket']]),
  ...Object.entries(UTAH_DISTRICTS).flatMap(([district, counties]) =>
    counties.map(fips => [fips, [fips, `US-UT:${district}`]]),
  ),
]);
