import type { Outbreak } from './epidemic.ts';
import type { Place } from './place.ts';

/** A place with its own course in the model. What is reported is a sum of patches. */
export interface Patch {
  readonly place: Place;
  readonly outbreak: Outbreak;
}
