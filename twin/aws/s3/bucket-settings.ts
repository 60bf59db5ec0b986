/** What the template says of a bucket, as far as the twin goes by it. What it says beyond that changes nothing here. */
import * as z from 'zod';

const texts = z.array(z.string());

export const CorsRule = z.object({
  AllowedOrigins: texts,
  AllowedMethods: texts,
  AllowedHeaders: texts.default([]),
  ExposedHeaders: texts.default([]),
  MaxAge: z.number().optional(),
});
export type CorsRule = z.infer<typeof CorsRule>;

const QueueConfiguration = z.object({
  Id: z.string().default('NotificationOfTheTemplate'),
  Event: z.string(),
  Queue: z.string(),
  Filter: z
    .object({ S3Key: z.object({ Rules: z.array(z.object({ Name: z.string(), Value: z.string() })) }) })
    .optional(),
});
export type QueueConfiguration = z.infer<typeof QueueConfiguration>;

const LifecycleRule = z.object({
  Id: z.string().optional(),
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.string().default(''),
  ExpirationInDays: z.number().optional(),
  NoncurrentVersionExpiration: z.object({ NoncurrentDays: z.number() }).optional(),
  AbortIncompleteMultipartUpload: z.object({ DaysAfterInitiation: z.number() }).optional(),
});
export type LifecycleRule = z.infer<typeof LifecycleRule>;

const Properties = z.object({
  VersioningConfiguration: z.object({ Status: z.string() }).optional(),
  CorsConfiguration: z.object({ CorsRules: z.array(CorsRule) }).optional(),
  NotificationConfiguration: z
    .strictObject({ QueueConfigurations: z.array(QueueConfiguration).default([]) })
    .optional(),
  LifecycleConfiguration: z.object({ Rules: z.array(LifecycleRule) }).optional(),
  ObjectLockEnabled: z.boolean().default(false),
});

export type BucketSettings = {
  readonly isVersioned: boolean;
  readonly cors: readonly CorsRule[];
  readonly notifications: readonly QueueConfiguration[];
  readonly lifecycle: readonly LifecycleRule[];
};

/** Of a bucket that is not in the template. */
export const noSettings: BucketSettings = { isVersioned: false, cors: [], notifications: [], lifecycle: [] };

/** Throws, naming the bucket, where the template asks for what the twin does not do: topics, functions, an event bus. */
export function bucketSettings(name: string, properties: Readonly<Record<string, unknown>>): BucketSettings {
  const parsed = Properties.safeParse(properties);
  if (!parsed.success)
    throw new Error(
      `bucket ${name}: the twin does not know this configuration: ${z.prettifyError(parsed.error)}`,
    );
  const {
    VersioningConfiguration,
    CorsConfiguration,
    NotificationConfiguration,
    LifecycleConfiguration,
    ObjectLockEnabled,
  } = parsed.data;
  const notifications = NotificationConfiguration?.QueueConfigurations ?? [];
  for (const { Event } of notifications)
    if (!Event.startsWith('s3:ObjectCreated:'))
      throw new Error(`bucket ${name}: the twin tells of s3:ObjectCreated:… only, not of ${Event}`);
  return {
    isVersioned: VersioningConfiguration?.Status === 'Enabled',
    cors: CorsConfiguration?.CorsRules ?? [],
    notifications,
    lifecycle: (LifecycleConfiguration?.Rules ?? [])
      .filter(({ Status }) => Status === 'Enabled')
      // A version under lock is not taken away, and nothing else is in such a bucket.
      .map((rule) => (ObjectLockEnabled ? { ...rule, NoncurrentVersionExpiration: undefined } : rule)),
  };
}
