import { LEVELS } from './places.ts';
import {
  plantConflict,
  plantMeasureEnd,
  plantNextDay,
  plantRepeatedBlock,
  plantSecondHeader,
  plantWrongYear,
} from './plant-file.ts';
import { plantMisspelling, plantMisspellingBesideCode, plantSpellings } from './plant-name.ts';
import { plantBadCell, plantBalancingRow, plantRepeatedRow, plantTotalRow, plantUnbalancedRow } from './plant-row.ts';
import { plantSmallError, plantTypingError, SLIPS } from './plant-typing-error.ts';
import type { FaultContext, PlantedFault } from './planted-fault.ts';

export type Plant = (context: FaultContext) => PlantedFault;

/** One typing error in one count: every slip at every level. */
export const TYPING_ERRORS: Readonly<Record<string, Plant>> = ofEach(LEVELS, level =>
  ofEach(SLIPS, slip => ({ [`${slip} in a ${level}`]: context => plantTypingError(context, level, slip) })),
);

/** All other kinds by their names. The same context gives the same fault. */
export const OTHER_FAULTS: Readonly<Record<string, Plant>> = {
  'small error': plantSmallError,
  ...ofEach(LEVELS, level => ({ [`${level} misspelled`]: context => plantMisspelling(context, level) })),
  'county misspelled beside its code': plantMisspellingBesideCode,
  'other spellings': plantSpellings,
  'repeated row': plantRepeatedRow,
  'balancing negative row': plantBalancingRow,
  'negative row that does not balance': plantUnbalancedRow,
  'bad cell': plantBadCell,
  'total row': plantTotalRow,
  'measure ended': plantMeasureEnd,
  'wrong year': context => plantWrongYear(context, 1),
  'block of rows repeated': plantRepeatedBlock,
  'second header': plantSecondHeader,
  'conflict markers': plantConflict,
  "next day's rows": plantNextDay,
};

function ofEach<T>(list: readonly T[], kinds: (one: T) => Readonly<Record<string, Plant>>): Record<string, Plant> {
  return Object.fromEntries(list.flatMap(one => Object.entries(kinds(one))));
}
