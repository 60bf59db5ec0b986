/** What every store of the quotas' record has to hold, the fake as much as the table. It is empty at first. */
import { expect, test } from 'vitest';
import type { ListQuotas, PutQuotas } from '../../shared/app/ports/quotas.ts';
import type { Change } from '../../shared/contract/access/change.ts';
import { firstQuotas } from '../../shared/domain/access/quota-limits.ts';

const change: Change = {
  record: 'quotas',
  action: 'set',
  version: '0.1',
  on: '0.0',
  at: '2026-11-20T02:30:00.000Z',
  operator: 'arn:aws:iam::123456789012:user/on-call',
  requestId: 'r1',
  request: 'a'.repeat(64),
  before: null,
  after: 'b'.repeat(64),
  body: firstQuotas,
};

export function quotasRecordContract(
  name: string,
  open: () => { readonly listQuotas: ListQuotas; readonly putQuotas: PutQuotas },
): void {
  test(`${name}: a version of the quotas is put once, with its change; the newest is listed first`, async () => {
    const { listQuotas, putQuotas } = open();
    const list = async () => {
      const all = [];
      for await (const { version, change } of listQuotas()) all.push([version, change?.version]);
      return all;
    };
    expect(await list()).toEqual([]);
    expect(await putQuotas(1, firstQuotas, change)).toBe('written');
    expect(await putQuotas(1, firstQuotas, change)).toBe('lost the race');
    expect(await putQuotas(2, firstQuotas, { ...change, version: '0.2', on: '0.1' })).toBe('written');
    expect(await list()).toEqual([
      [2, '0.2'],
      [1, '0.1'],
    ]);
    for await (const { quotas, change } of listQuotas())
      expect([quotas, change?.body]).toEqual([firstQuotas, firstQuotas]);
  });
}
