/** The buckets of several regions behind one endpoint: each is where it was made, and says so to who looks elsewhere. */
import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import { callerOf } from '../iam/sigv4-caller.ts';
import type { ServiceHandler } from '../pipeline.ts';
import type { WireAnswer, WireRequest } from '../wire.ts';
import { errorAnswer } from '../wire-errors.ts';
import { bucketIn } from './actions.ts';

type Regional = { readonly region: string; readonly store: S3Store; readonly handler: ServiceHandler };

/** `home` first: it has what is in no region, and answers for buckets that are nowhere. */
export function acrossRegions(home: Regional, others: readonly Regional[]): ServiceHandler {
  if (others.length === 0) return home.handler;
  const holder = (bucket: string): Regional => others.find(({ store }) => store.hasBucket(bucket)) ?? home;
  return async (request, caller) => {
    const { region, handler } = holder(bucketOf(request));
    return callerOf(request)?.region === region ? handler(request, caller) : moved(region);
  };
}

/** Empty where the path has none that can be read. */
export function bucketOf(request: WireRequest): string {
  try {
    return bucketIn(request);
  } catch {
    return '';
  }
}

/** What S3 answers at the endpoint of another region than the bucket's. */
const moved = (region: string): WireAnswer => {
  const answer = errorAnswer('s3', {
    status: 301,
    code: 'PermanentRedirect',
    message:
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
  });
  if (typeof answer === 'string') return answer;
  return { ...answer, headers: { ...answer.headers, 'x-amz-bucket-region': region } };
};
