/** Names that the transform itself gives to what stands beside those of a data set, by what they must not be. */
export const RESERVED_NAMES = {
  tables: new Set(
    'regions region_numbers cleaned tidy read_rows raw broken scans counted gate_rows gate_totals gate_pairs'.split(
      ' ',
    ),
  ),
  columns: new Set('file date line regions upload filename'.split(' ')),
  measures: new Set('file date line regions place matched outcome rule number region'.split(' ')),
};
