import { FIRST_DAY, LAST_DAY, type ReportLine } from './report-line.ts';

const NOWHERE = { fips: '', admin2: '', latitude: undefined, longitude: undefined, population: undefined };

/** Ships are countries, but for the passengers that came ashore in the US; their counts never change. */
export function shipLines(): ReportLine[] {
  const diamond = { confirmed: 712, deaths: 13, recovered: 651 };
  return [
    ship('Diamond Princess cruise ship', 'Others', '', FIRST_DAY, '2020-03-10', diamond),
    ship('Diamond Princess', 'Cruise Ship', '', '2020-03-11', '2020-03-21', diamond),
    ship('', 'Diamond Princess', '', '2020-03-22', LAST_DAY, diamond),
    ship('', 'MS Zaandam', '', '2020-03-28', LAST_DAY, { confirmed: 9, deaths: 2, recovered: 0 }),
    ship('Diamond Princess', 'US', '88888', '2020-03-22', LAST_DAY, { confirmed: 49, deaths: 0, recovered: 0 }),
    ship('Grand Princess', 'US', '99999', '2020-03-22', LAST_DAY, { confirmed: 103, deaths: 3, recovered: 0 }),
  ];
}

function ship(
  province: string,
  country: string,
  fips: string,
  from: string,
  until: string,
  fixed: NonNullable<ReportLine['fixed']>,
): ReportLine {
  const place = { ...NOWHERE, province, country, fips };
  return { place, members: [], from, until, recoveries: 'shown', beforeFirstCase: false, fixed };
}
