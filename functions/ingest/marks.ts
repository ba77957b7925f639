/** Marks of a missing value, beside an empty cell. */
export const MISSING = ['NA', 'N/A', 'n/a', 'null', 'NULL', '-', '.'];

/** More of them, in a column of numbers, dates or true and false; elsewhere they may be words. */
export const MISSING_NUMBERS = ['na', 'NaN', 'nan', 'Null', 'None', '#N/A', '#NA', '--', '—', '–'];

/** Marks of a number that its source withholds, beside `<5`. */
export const SUPPRESSED = ['*', '**', 's', 'S', '(s)', '..'];

/** `<5` and the like, for the engine's regular expressions. */
export const SUPPRESSED_FORM = '[<≤] ?[0-9.]+';
