/** A region as the curves need it. */
export interface CurvePlace {
  readonly id: string;
  /** `Cook, Illinois`; a state or province alone, where no country shown has its name. */
  readonly name: string;
  /** The map it is on. */
  readonly map: string;
  readonly population: number | null;
  /** The day of its first record. */
  readonly firstDate: string;
}
