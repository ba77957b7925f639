/** Of one upload: a hundred times a daily report. Its bytes and those of the next are in memory at once, beside the engine. */
export const MAX_UPLOAD_BYTES = 100_000_000;

/** Of one record, its quoted line breaks included; one of a daily report has 150. A longer one is a rejected row. */
export const MAX_LINE_BYTES = 100_000;

/** A longer line rejects its whole file: the engine's buffers are 32 MB, and it does not report lines that exceed them. */
export const MAX_SKIPPED_LINE_BYTES = 10_000_000;

/** Bytes that the engine reads at once. */
export const READ_BUFFER_BYTES = 32_000_000;

/** Of one file; the widest report has 14. */
export const MAX_COLUMNS = 1000;

/** Of one file, one for each cell that a row lacks; the engine keeps each with its text. A file with so many is rejected, however many rows are valid. */
export const MAX_FAULTS = 20_000;

/** Of one file, empty ones included: each line takes memory, however short it is. */
export const MAX_LINES = 2_000_000;

/** Seconds for one batch of uploads, 32 MB of which take half of one: the engine is slow on broken lines. */
export const MAX_READ_SECONDS = 60;
