import { optional } from './parameter.ts';
import { choice, snapshotId, wholeNumber } from './readers.ts';

/** The parameters that several routes share, so that they mean one thing. */
export const SNAPSHOT = optional(snapshotId, null, 'A kept snapshot to answer from; the live one if left out.');

export const FORMAT = optional(choice('json', 'csv'), 'json', 'What the answer is written in.');

export const CHANGE = optional(
  choice('total', 'new'),
  'total',
  'total: the value of the day. new: less the value of the day before, which is a new count where the measure is cumulative and a net change where it is a level.',
);

export const PER = optional(
  wholeNumber(1, 1_000_000_000),
  null,
  'Values per so many people, null where the population is not known; plain numbers if left out.',
);
