import { contentId, oneOf } from '../../contract/schema.ts';
import { optional, withDefault } from './parameter.ts';
import { wholeNumber } from './readers.ts';

/** The parameters that several routes share, so that each means one thing. */
export const SNAPSHOT = optional(contentId, 'The snapshot to answer from, if it is kept; the live one if left out.');

export const FORMAT = withDefault(oneOf('json', 'csv'), 'json', 'The format of the answer.');

export const CHANGE = withDefault(
  oneOf('total', 'new'),
  'total',
  'total: the value on that day. new: the difference from the day before, which is a new count if the measure is cumulative and a net change if it is a level.',
);

export const PER = optional(
  wholeNumber(1, 1_000_000_000),
  'Values per this many people, null where the population is not known; plain numbers if left out.',
);
