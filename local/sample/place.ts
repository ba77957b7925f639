/** One place of the lookup table. Empty text and undefined are empty cells there. */
export interface Place {
  readonly uid: string;
  readonly iso2: string;
  readonly iso3: string;
  readonly code3: string;
  /** Five digits for a county, two for a state; empty where there is none. */
  readonly fips: string;
  readonly admin2: string;
  readonly province: string;
  readonly country: string;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
  readonly population: number | undefined;
}

/** `Cook, Illinois, US`: unique over all places. */
export function combinedKey(place: Pick<Place, 'admin2' | 'province' | 'country'>): string {
  return [place.admin2, place.province, place.country].filter(part => part !== '').join(', ');
}
