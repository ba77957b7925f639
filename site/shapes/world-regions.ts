/**
 * Territories without a region of their own: the data counts their people in the country, and a territory where nobody
 * is counted has the colour of the country it belongs to. The Cook Islands and Niue govern themselves and stand alone.
 */
const TERRITORIES: Readonly<Record<string, string>> = {
  AUS: 'HMD NFK ashmore-and-cartier-islands australian-indian-ocean-territories',
  CHN: 'HKG MAC',
  DNK: 'FRO GRL',
  FIN: 'ALA',
  FRA: 'ATF BLM MAF NCL PYF SPM WLF',
  GBR: 'AIA BMU CYM FLK GGY IMN IOT JEY MSR PCN SGS SHN TCA VGB',
  NLD: 'ABW CUW SXM',
  SOM: 'somaliland',
  USA: 'ASM GUM MNP PRI VIR',
};

/** Shapes that stand for something else than their own id; an empty list is drawn as "no data". */
export const WORLD_REGIONS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    Object.entries(TERRITORIES).flatMap(([country, ids]) => ids.split(' ').map(id => [id, [country]])),
  ),
  kosovo: ['XKS'],
  'northern-cyprus': [],
  'siachen-glacier': [],
};
