/** How a day's file is written, beside what it says. */
export interface FileForm {
  readonly byteOrderMark: boolean;
  readonly newline: '\n' | '\r\n';
  /** What follows the last row; one bare LF after CRLF lines is what a strict reader refuses. */
  readonly end: '' | '\n' | '\r\n';
  /** Zero deaths and recoveries left empty. */
  readonly emptyZeros: boolean;
  /** Countries first, so that the file ends on a quoted cell. */
  readonly countriesFirst: boolean;
}

const BYTE_ORDER_MARK = days('03-13 03-22');
const CRLF =
  days(`02-17 02-18 03-13 03-15 03-21 03-22 03-28 03-29 03-30 04-02 04-04 04-06 04-18 04-19 06-02 06-05 06-06 06-07
  06-08 06-09 06-18 06-19 06-21 06-24 06-26 06-29`);
const BARE_LF_AT_END = days('04-02 04-04 04-06 06-02');
const NOTHING_AT_END = days('02-17 02-18 03-21 04-23 04-24 06-19 06-21 06-24 06-26 06-29');
const EMPTY_ZEROS = days('02-17 02-18');
const COUNTRIES_FIRST = days('04-02 04-03 04-04 04-05 04-06 04-10 04-11 04-12 04-23 04-24 04-25 04-26 04-27');

/** The form of a day's file. The days are those on which the real files had it, or nearly so. */
export function fileFormOf(date: string): FileForm {
  const january = date < '2020-02-01';
  const newline = january || date <= '2020-02-13' || CRLF.has(date) ? '\r\n' : '\n';
  const end =
    NOTHING_AT_END.has(date) || (january && date > '2020-01-22') ? '' : BARE_LF_AT_END.has(date) ? '\n' : newline;
  return {
    byteOrderMark: january || BYTE_ORDER_MARK.has(date),
    newline,
    end,
    emptyZeros: january || EMPTY_ZEROS.has(date),
    countriesFirst: COUNTRIES_FIRST.has(date),
  };
}

function days(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).map(day => `2020-${day}`));
}
