/** Of one upload, packed and unpacked: it lies in the job folder twice, as it is and as rows. */
export const MAX_UPLOAD_BYTES = 1_000_000_000;

/** Larger uploads are read one after another, because the disk of a function holds a few gigabytes. */
export const MAX_TOGETHER_BYTES = 50_000_000;

/** How many times its packed size an upload may have unpacked; a table of numbers has some ten times. */
export const MAX_UNPACKED_RATIO = 100;

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
export const MAX_LINES = 12_000_000;

/** Seconds for one batch of uploads, 32 MB of which take half of one: the engine is slow on broken lines. */
export const MAX_READ_SECONDS = 60;

/** Bytes of a batch for which it has so many seconds; a larger one has more in proportion. */
export const READ_IN_TIME_BYTES = 300_000_000;
