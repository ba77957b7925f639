/** Seconds after which a statement of a data set is interrupted; the longest of the built-in ones takes half a second. */
export const MAX_SQL_SECONDS = 120;

/** Characters of one SQL file or expression; the longest built-in one has 13,000. The engine's parser needs memory in proportion. */
export const MAX_SQL_LENGTH = 200_000;

/**
 * The largest value that SQL may request by a number, in characters or elements: the engine makes 2,048 at once, outside
 * its own memory accounting and without checking for an interrupt.
 */
export const MAX_SIZED_VALUE = 10_000;

/** Megabytes that the engine may spill to disk; Lambda's disk is 512 MB by default. */
export const MAX_SPILL_MB = 400;

/** Allowed table functions: those that depend on their arguments only. */
export const TABLE_FUNCTIONS: ReadonlySet<string> = new Set(['unnest', 'range', 'generate_series']);

/** Functions whose result is as large as one argument says, with the index of that argument; null if none shows it. */
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

/** Functions whose result depends on time or machine, so that the same uploads would not give the same bytes. A test compares them with the engine's own list. */
export const UNSTABLE_FUNCTIONS: ReadonlySet<string> = new Set(
  `random setseed uuid uuidv4 uuidv7 gen_random_uuid now today current_date current_time current_timestamp localtime
   localtimestamp current_localtime current_localtimestamp get_current_time get_current_timestamp transaction_timestamp
   ago age pg_conf_load_time pg_postmaster_start_time nextval currval txid_current current_transaction_id current_query
   current_query_id current_connection_id current_database current_schema current_schemas in_search_path
   current_setting getvariable version stats write_log`.split(/\s+/),
);

/** Functions that can run for any length of time without being interruptible. */
export const SLOW_FUNCTIONS: ReadonlySet<string> = new Set(
  `sleep_ms pg_sleep levenshtein editdist3 damerau_levenshtein jaro_similarity jaro_winkler_similarity`.split(/\s+/),
);
