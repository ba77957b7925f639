import { contentId, oneOf } from '../../contract/schema.ts';
import { optional, repeated, withDefault } from './parameter.ts';
import { name, wholeNumber } from './readers.ts';

/** The parameters that several routes share, so that each means one thing. */
export const SNAPSHOT = optional(contentId, 'The snapshot to answer from, if it is kept; the live one if left out.');

export const FORMAT = withDefault(oneOf('json', 'csv'), 'json', 'The format of the answer.');

export const CHANGE = optional(
  oneOf('total', 'new'),
  'total: the value so far, or at that time. new: what came in the period; of a level or a rate, the change since the period before. If left out, new for a flow and total for other measures.',
);

const MAX_DIMENSIONS = 20;

export const DIMENSION = repeated(
  name,
  MAX_DIMENSIONS,
  'A value of a dimension, as column:value, such as "age:0-17"; once for each dimension. Its first value if left out. "\\:" is a colon within a name.',
);

export const PER = optional(
  wholeNumber(1, 1_000_000_000),
  'Values per this many people, null where the population is not known; plain numbers if left out. Not for a rate, nor for a measure whose kind is guessed.',
);
