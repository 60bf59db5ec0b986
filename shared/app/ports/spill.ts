/** Where rows of a file are kept by partition until all of it is read: temporary files, or objects of a bucket. */

export type Spill = {
  /** `lines` are whole ones, each with its line break. What is appended twice is read twice. */
  readonly append: (partition: number, lines: string) => Promise<void>;
  /** All that was appended to the partition, in pieces of whole lines; nobody relies on their order. */
  readonly read: (partition: number) => AsyncIterable<string>;
};
