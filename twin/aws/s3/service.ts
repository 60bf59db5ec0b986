import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { Authorization } from '../iam/authorization.ts';
import type { ServiceHandler } from '../pipeline.ts';
import type { WireAnswer, WireRequest } from '../wire.ts';
import { errorAnswer } from '../wire-errors.ts';
import { type S3Call, s3Call } from './actions.ts';
import type { BucketSettings } from './bucket-settings.ts';
import { bodyFault, uploadedBy } from './checksums.ts';
import { fauxqsAnswers } from './fauxqs-routes.ts';
import { createLifecycle } from './lifecycle.ts';
import { multipartAnswer } from './multipart.ts';
import type { Replication } from './replication.ts';
import { listVersions, readPlace, removeVersion, withVersion } from './version-answers.ts';
import type { Versions } from './versions.ts';

/** The buckets of a region. */
export type Buckets = {
  readonly store: S3Store;
  readonly versions: Versions;
  readonly settingsOf: (bucket: string) => BucketSettings;
  readonly now: () => number;
};

const PRECONDITION_FAILED = {
  status: 412,
  code: 'PreconditionFailed',
  message: 'At least one of the pre-conditions you specified did not hold',
};

const reads = new Set(['GetObject', 'HeadObject', 'GetObjectAttributes']);
const uploads = new Set(['PutObject', 'UploadPart']);
const makesObject = new Set(['PutObject', 'CopyObject', 'CompleteMultipartUpload']);
const makesVersion = new Set([...makesObject, 'DeleteObject']);

/** The S3 REST API over fauxqs' store, with what that lacks: versions, conditional puts, and what S3 refuses of uploads. */
export function s3Service(
  { store, versions, settingsOf, now }: Buckets,
  authorization: Authorization,
  replication: () => Pick<Replication, 'expect' | 'statusOf'>,
): ServiceHandler {
  const answers = fauxqsAnswers(store);
  const lifecycle = createLifecycle(store, versions, now);
  const find = (bucket: string, key: string) => {
    try {
      return store.headObject(bucket, key);
    } catch {
      return undefined;
    }
  };

  /** What keeps an object, or a part of one, from being made. */
  function uploadFault(request: WireRequest, call: S3Call, etag: string | undefined): WireAnswer | null {
    const { operation } = call;
    if (operation === 'PutObject' || operation === 'CompleteMultipartUpload') {
      const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = request.headers;
      if (ifNoneMatch === '*' && etag !== undefined) return errorAnswer('s3', PRECONDITION_FAILED);
      if (ifMatch !== undefined && ifMatch !== etag) return errorAnswer('s3', PRECONDITION_FAILED);
    }
    const uploaded = uploads.has(operation) ? uploadedBy(request) : null;
    return (
      multipartAnswer(store, request, call, uploaded) ??
      (uploaded === null ? null : bodyFault(request, uploaded))
    );
  }

  async function carryOut(request: WireRequest, call: S3Call, mayList: () => boolean): Promise<WireAnswer> {
    const { operation, bucket, key } = call;
    if (bucket !== '') lifecycle(bucket, settingsOf(bucket).lifecycle);
    const found = key === '' ? undefined : find(bucket, key);
    const versionId = request.query.get('versionId');
    if (operation === 'ListObjectVersions' && store.hasBucket(bucket))
      return listVersions(store, versions, request, call);
    if (operation === 'DeleteObject' && versionId !== null) return removeVersion(versions, call, versionId);
    if (reads.has(operation)) {
      // S3 tells that a key is not there only to those who may list the bucket.
      if (found === undefined && versionId === null && !mayList())
        return errorAnswer('s3', { status: 403, code: 'AccessDenied', message: 'Access Denied' });
      const read = readPlace(versions, request, call);
      if ('fault' in read) return read.fault;
      const answer = await answers(request, read.place.bucket, read.place.key);
      return withVersion(answer, versions, bucket, read.version);
    }
    const fault = uploadFault(request, call, found?.etag);
    if (fault !== null) return fault;
    if (makesObject.has(operation)) replication().expect(bucket, key);
    const answer = await answers(request, bucket, key);
    const made = makesVersion.has(operation) ? versions.find(bucket, key) : undefined;
    return withVersion(answer, versions, bucket, made);
  }

  return async (request, caller) => {
    let call: S3Call | undefined;
    try {
      call = s3Call(request);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return errorAnswer('s3', {
        status: 400,
        code: 'InvalidURI',
        message: "Couldn't parse the specified URI.",
      });
    }
    if (call === undefined || !call.carried)
      return errorAnswer('s3', {
        status: 501,
        code: 'NotImplemented',
        message: `The twin's buckets (fauxqs) have no ${call?.operation ?? `${request.method} with ${request.query}`}.`,
      });
    const known = call;
    const { operation, bucket, key, accesses } = known;
    const mayList = (): boolean =>
      authorization.allows(caller, {
        action: 's3:ListBucket',
        resource: `arn:aws:s3:::${bucket}`,
        context: {},
      });
    const answered = async (): Promise<WireAnswer> => {
      const wasThere = key !== '' && find(bucket, key) !== undefined;
      const answer = await carryOut(request, known, mayList);
      const status = wasThere ? replication().statusOf(bucket, key) : undefined;
      if (typeof answer === 'string' || status === undefined) return answer;
      return { ...answer, headers: { ...answer.headers, 'x-amz-replication-status': status } };
    };
    return {
      operation,
      resource: bucket,
      accesses,
      carryOut: async () => ({ answer: await answered(), usages: [] }),
    };
  };
}
