/** Whether a cell is a value rather than a name: a number, a share, an amount, a date, true or false. */
export function looksLikeData(cell: string): boolean {
  return NUMBER.test(cell) || DATE.test(cell) || /^(true|false)$/i.test(cell);
}

const NUMBER = /^[-+(]?[$€£¥]? ?(\d{1,3}([,.' ]\d{3})+|\d+)?([.,]?\d+|\d[.,])(e[-+]?\d+)? ?[%€$]?\)?$/i;
const DATE = /^(\d{4}[-/.]\d{1,2}([-/.]\d{1,2}([T ]\d.*)?)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})( \d.*)?)$/;
