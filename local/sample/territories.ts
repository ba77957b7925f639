/** A place overseas that is reported as a province of its country, with an ISO code and a shape of its own. */
export interface Territory {
  readonly iso3: string;
  readonly name: string;
  readonly country: string;
  readonly population: number;
  /** Only the territories of the US have one. */
  readonly fips: string;
}

/** The territories of the sample; the real reports hold about as many again. */
export const TERRITORIES: readonly Territory[] = [
  territory('GUM', 'Guam', 'US', 164, '66'),
  territory('MNP', 'Northern Mariana Islands', 'US', 55, '69'),
  territory('PRI', 'Puerto Rico', 'US', 2_933, '72'),
  territory('VIR', 'Virgin Islands', 'US', 107, '78'),
  territory('FRO', 'Faroe Islands', 'Denmark', 49),
  territory('GRL', 'Greenland', 'Denmark', 57),
  territory('PYF', 'French Polynesia', 'France', 281),
  territory('NCL', 'New Caledonia', 'France', 285),
  territory('ABW', 'Aruba', 'Netherlands', 107),
  territory('CUW', 'Curacao', 'Netherlands', 164),
  territory('BMU', 'Bermuda', 'United Kingdom', 62),
  territory('CYM', 'Cayman Islands', 'United Kingdom', 66),
  territory('IMN', 'Isle of Man', 'United Kingdom', 85),
];

function territory(iso3: string, name: string, country: string, thousands: number, fips = ''): Territory {
  return { iso3, name, country, population: thousands * 1_000, fips };
}
