/** Who sends files, over HTTP only. */
import { expect, vi } from 'vitest';
import { Batch } from '../../../shared/contract/batches/batch.ts';
import { BatchErrors, BatchSubmissions } from '../../../shared/contract/batches/pages.ts';
import type { TestHub } from '../hub.ts';
import { type HttpAnswer, senderOf } from '../sender.ts';

export function batchSender(hub: TestHub, key: string) {
  const { call } = senderOf(hub, key);
  const get = async (path: string): Promise<HttpAnswer> => {
    const answer = await call({ path });
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: answer.text });
    return answer;
  };
  const read = async (id: string): Promise<Batch> =>
    Batch.parse(JSON.parse((await get(`/batches/${id}`)).text));
  const pages = async <P extends { next: string | null }>(path: string, parse: (value: unknown) => P) => {
    const all: P[] = [];
    for (let after = ''; ; ) {
      const page = parse(JSON.parse((await get(`${path}${after}`)).text));
      all.push(page);
      if (page.next === null) return all;
      after = `?after=${page.next}`;
    }
  };
  return {
    call,
    read,
    send: (body: string | Uint8Array<ArrayBuffer>, query = '', headers: Record<string, string> = {}) =>
      call({
        method: 'POST',
        path: `/batches${query}`,
        headers: { 'Content-Type': 'text/csv', ...headers },
        body,
      }),
    /** Until it is over. */
    untilOver: (id: string, timeout = 60_000): Promise<Batch> =>
      vi.waitFor(
        async () => {
          const batch = await read(id);
          expect(['finished', 'failed']).toContain(batch.state);
          return batch;
        },
        { timeout, interval: 250 },
      ),
    errors: async (id: string) =>
      (await pages(`/batches/${id}/errors`, (value) => BatchErrors.parse(value))).flatMap(
        ({ errors }) => errors,
      ),
    submissions: async (id: string) =>
      (await pages(`/batches/${id}/submissions`, (value) => BatchSubmissions.parse(value))).flatMap(
        ({ submissions }) => submissions,
      ),
  };
}
