/**
 * What lies in the bucket of uploads, by the beginning of its key, and after how many days it is gone. Files, and what is told of their
 * rows, may hold what should not have been sent (R22): none of it stays for longer than its sender needs.
 */
export const uploadPrefixes = {
  /** Files as they were sent: `uploads/<agency>/<batch>`. What is made here is told to the queue of batches. */
  uploads: { prefix: 'uploads/', days: 90 },
  /** Rows on their way from a file to its pieces, and what else work leaves behind. */
  spills: { prefix: 'spills/', days: 3 },
  /** What was judged of each piece. */
  verdicts: { prefix: 'verdicts/', days: 90 },
  errors: { prefix: 'errors/', days: 90 },
  /** Errors as one file, made anew whenever somebody asks for it later. */
  downloads: { prefix: 'downloads/', days: 1 },
  /** The submissions that a batch became. */
  lists: { prefix: 'lists/', days: 90 },
} as const;

/** As S3 takes away what was sent of a file and never made whole, in days. */
export const UNFINISHED_DAYS = 1;
