/** Seconds that one statement of a data set may run; the longest of the built-in ones takes half of one. It is interrupted then. */
export const MAX_SQL_SECONDS = 120;

/** Characters of one SQL file or expression; the longest of the built-in ones has 13,000. The engine's parser takes memory by them. */
export const MAX_SQL_LENGTH = 200_000;

/**
 * The largest value that SQL may ask for by a number, in characters or elements: 2,048 of them are made at once, outside
 * the engine's own account of its memory and without a look at whether it was interrupted.
 */
export const MAX_SIZED_VALUE = 10_000;

/** Megabytes that the engine may write to disk for what its memory does not hold; Lambda's disk is 512 where nobody asks for more. */
export const MAX_SPILL_MB = 400;

/** Tables that a function may give: what needs its arguments alone. */
export const TABLE_FUNCTIONS: ReadonlySet<string> = new Set(['unnest', 'range', 'generate_series']);

/** Functions whose value is as large as a number says, by the place of that number among their arguments; null: nowhere to be seen. */
export const SIZED_FUNCTIONS: ReadonlyMap<string, number | null> = new Map([
  ['repeat', 1],
  ['lpad', 1],
  ['rpad', 1],
  ['bitstring', 1],
  ['list_resize', 1],
  ['array_resize', 1],
  ['bar', null],
  ['format', null],
  ['printf', null],
  ['range', null],
  ['generate_series', null],
]);

/** Functions that give something else tomorrow or elsewhere, so that the same uploads would not give the same bytes. A test holds them against the engine's own list. */
export const UNSTABLE_FUNCTIONS: ReadonlySet<string> = new Set(
  `random setseed uuid uuidv4 uuidv7 gen_random_uuid now today current_date current_time current_timestamp localtime
   localtimestamp current_localtime current_localtimestamp get_current_time get_current_timestamp transaction_timestamp
   ago age pg_conf_load_time pg_postmaster_start_time nextval currval txid_current current_transaction_id current_query
   current_query_id current_connection_id current_database current_schema current_schemas in_search_path
   current_setting getvariable version stats write_log`.split(/\s+/),
);

/** Functions that take as long as they please before they can be interrupted. */
export const SLOW_FUNCTIONS: ReadonlySet<string> = new Set(
  `sleep_ms pg_sleep levenshtein editdist3 damerau_levenshtein jaro_similarity jaro_winkler_similarity`.split(/\s+/),
);
