/** Who uploads a file in parts, over HTTP only. */
import { hash } from 'node:crypto';
import { expect } from 'vitest';
import { Batch } from '../../../shared/contract/batches/batch.ts';
import { Parts } from '../../../shared/contract/batches/order.ts';
import type { HttpAnswer } from '../sender.ts';
import type { batchSender } from './batch-sender.ts';

export type Bytes = Uint8Array<ArrayBuffer>;
type SignedPart = Parts['parts'][number];
export type Order = {
  readonly sha256?: string;
  readonly encoding?: 'gzip';
  readonly run?: number;
};

export function uploader({ call }: Pick<ReturnType<typeof batchSender>, 'call'>) {
  const order = (bytes: Bytes, { sha256 = hash('sha256', bytes), encoding, run = 1 }: Order = {}) =>
    call({
      method: 'POST',
      path: `/batches?run=${run}`,
      body: { size: bytes.length, sha256, mediaType: 'text/csv', ...(encoding && { encoding }) },
    });
  const askParts = (id: string, parts: readonly { number: number; sha256: string }[]): Promise<HttpAnswer> =>
    call({ method: 'POST', path: `/batches/${id}/parts`, body: { parts } });
  /** Where a part of these bytes goes. */
  const sign = async (id: string, number: number, bytes: Bytes): Promise<SignedPart> => {
    const asked = await askParts(id, [{ number, sha256: hash('sha256', bytes) }]);
    expect({ status: asked.status, text: asked.text }).toEqual({ status: 200, text: asked.text });
    const [part] = Parts.parse(JSON.parse(asked.text)).parts;
    if (part === undefined) throw new Error(`part ${number} is there already`);
    return part;
  };
  const put = ({ url, headers }: SignedPart, body: Bytes, more: Record<string, string> = {}) =>
    fetch(url, { method: 'PUT', headers: { ...headers, ...more }, body });
  return {
    order,
    askParts,
    sign,
    put,
    complete: (id: string) => call({ method: 'POST', path: `/batches/${id}/complete`, body: {} }),
    giveBack: (id: string) => call({ method: 'DELETE', path: `/batches/${id}` }),
    /** The id of what was answered. */
    idIn: ({ status, text }: HttpAnswer): string => {
      expect({ status, text }).toEqual({ status: 202, text });
      return Batch.parse(JSON.parse(text)).id;
    },
    /** Sends all parts, and says so. */
    send: async (id: string, bytes: Bytes, partSize = 16 * 1024 * 1024): Promise<HttpAnswer> => {
      for (let at = 0; at < bytes.length; at += partSize) {
        const part = bytes.slice(at, at + partSize);
        const taken = await put(await sign(id, at / partSize + 1, part), part);
        expect({ status: taken.status, text: await taken.text() }).toEqual({ status: 200, text: '' });
      }
      return call({ method: 'POST', path: `/batches/${id}/complete`, body: {} });
    },
  };
}
