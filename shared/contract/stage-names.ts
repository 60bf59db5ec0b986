/**
 * The names of what a stage has, made here and nowhere else: the template takes them from here, and so does who knows a hub by its
 * stage alone, as `dtm` does. Functions are told theirs by their environment.
 */

/** What every name of a stage begins with. Whoever else deploys into the account must not use it. */
export const stagePrefix = (stage: string): string => `dtm-${stage}`;

export const stageName = (stage: string, name: string): string => `${stagePrefix(stage)}-${name}`;

export const tableNamesOf = (stage: string) => ({
  registry: stageName(stage, 'registry'),
  submissions: stageName(stage, 'submissions'),
  totals: stageName(stage, 'totals'),
  operations: stageName(stage, 'operations'),
});

/** What senders have used of their quotas: of no worth after a day, so that it is neither backed up nor brought back. */
export const quotasTableOf = (stage: string): string => stageName(stage, 'quotas');

/** Where messages of a queue go that its consumer cannot work off. */
export const deadLettersOf = (queueName: string): string => `${queueName}-dlq`;

/** The queues that consumers read, and their dead letters. */
export const queueNamesOf = (stage: string) => {
  const submissions = stageName(stage, 'submissions');
  const batches = stageName(stage, 'batches');
  return {
    submissions,
    deadLetters: deadLettersOf(submissions),
    batches,
    batchDeadLetters: deadLettersOf(batches),
  };
};

/** Account and region are in the names of buckets, as these are taken from all of the world. */
export const bucketNamesOf = (stage: string, account: string, region: string) => ({
  journal: stageName(stage, `journal-${account}-${region}`),
  drills: stageName(stage, `drills-${account}-${region}`),
  trail: stageName(stage, `trail-${account}-${region}`),
  uploads: stageName(stage, `uploads-${account}-${region}`),
});

/** Of the second region: the replica's bucket and alias, and what may write into it from the hub's region. */
export const replicaBucketOf = (stage: string, account: string, region: string): string =>
  stageName(stage, `replica-${account}-${region}`);

/** Whether a bucket, by its name, is a journal of the stage or the replica of one, of any account and region. */
export const isJournalOf = (stage: string, bucket: string): boolean =>
  ['journal-', 'replica-'].some((kind) => bucket.startsWith(stageName(stage, kind)));

/** Roles are of the whole account, so the hub's region is in the name; `*` for that of any. */
export const replicationRoleOf = (stage: string, region: string): string =>
  stageName(stage, `replication-${region}`);

export const secretNamesOf = (stage: string) => ({
  receiptKeys: { a: stageName(stage, 'receipt-key-a'), b: stageName(stage, 'receipt-key-b') },
  proberKey: stageName(stage, 'prober-key'),
});
