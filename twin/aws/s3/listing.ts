// By path: the package exports its HTTP server alone, not the type of its store.
import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';

type Listing = ReturnType<S3Store['listObjects']>;
type ListOptions = Parameters<S3Store['listObjects']>[1];

const byUtf8 = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/**
 * S3 lists keys in byte order, and a page continues after the last key of the one before. fauxqs sorts by locale but
 * compares by code unit, and so skips keys at page borders.
 */
export function listInUtf8Order(store: S3Store, bucket: string, options: ListOptions = {}): Listing {
  const { prefix = '', delimiter, maxKeys = 1000 } = options;
  const after = options.startAfter || options.marker || '';
  const { buckets } = store as unknown as { buckets: Map<string, Map<string, Listing['objects'][number]>> };
  const keys = [...(buckets.get(bucket)?.keys() ?? [])].filter(
    (key) => key.startsWith(prefix) && key > after,
  );
  const listing: Listing = { objects: [], commonPrefixes: [], isTruncated: false };
  for (const key of keys.sort(byUtf8)) {
    const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const group = cut < 0 ? undefined : key.slice(0, cut + (delimiter?.length ?? 0));
    if (group !== undefined && (group === listing.commonPrefixes.at(-1) || group <= after)) continue;
    if (listing.objects.length + listing.commonPrefixes.length >= maxKeys)
      return { ...listing, isTruncated: true };
    const object = buckets.get(bucket)?.get(key);
    if (group !== undefined) listing.commonPrefixes.push(group);
    else if (object !== undefined) listing.objects.push(object);
  }
  return listing;
}
