/** Headers, parameters, codes and bytes of a body: read in time that grows as their length does. */
import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { judgeKey } from '../../shared/app/submissions/judge-form.ts';
import {
  EventSubmission,
  IdempotencyKey,
  SubmissionId,
} from '../../shared/contract/submissions/submission.ts';
import * as texts from '../../shared/contract/text.ts';
import { parseApiKey } from '../../shared/domain/access/api-key.ts';
import { readSubmissionId } from '../../shared/domain/submissions/submission-key.ts';
import { nodeByName, readBandName } from '../../shared/domain/totals/fold-tree.ts';
import { parseAgencyCode } from '../../shared/domain/values/agency-code.ts';
import { cut } from '../../shared/domain/values/cut.ts';
import { decimal, formatDecimal, groupsOfThree, parseDecimal } from '../../shared/domain/values/decimal.ts';
import { readPeriod } from '../../shared/domain/values/period.ts';
import { refuseContentDigest } from '../../shared/http/content-digest.ts';
import { readContentEncoding, refuseContentType } from '../../shared/http/content-type.ts';
import { negotiateLanguage } from '../../shared/http/language.ts';
import { calendar } from '../fixtures/catalogue.ts';
import { planFor } from '../fixtures/reports.ts';
import { filled, superlinear } from './growth.ts';
import { right, send } from './http/call-event.ts';

const bytes = Buffer.from('{}');
const digest = hash('sha256', bytes, 'buffer');
const fails = (read: () => unknown): void => {
  try {
    read();
  } catch {
    // refused
  }
};

/** What reads a text of others, and how the text begins that goes furthest into it. */
const readers: Readonly<Record<string, { begins: readonly string[]; read: (text: string) => unknown }>> = {
  'Accept-Language': { begins: ['en', 'en;', 'en;q=0.', 'en-', 'en,'], read: negotiateLanguage },
  'Content-Type': {
    begins: [
      'application/json',
      'application/json; charset=',
      'application/json; charset="',
      'application/json;charset=utf-8',
    ],
    read: refuseContentType,
  },
  'Content-Encoding': { begins: ['gzip'], read: readContentEncoding },
  'Content-Digest': {
    begins: ['sha-256=:', 'sha-256=:YQ==:', 'sha-256=:YQ==:;', 'a=::,', ' '],
    read: (text) => refuseContentDigest(text, bytes, digest),
  },
  'Idempotency-Key': { begins: ['k'], read: (text) => judgeKey(text, true) },
  'an API key': { begins: ['dtm_dev_'], read: (text) => parseApiKey(text, 'dev') },
  'an agency': { begins: ['H26', '000.01.05.'], read: parseAgencyCode },
  'a decimal': { begins: ['0.', '1', '-'], read: parseDecimal },
  'a stored decimal': { begins: ['0.', '0.1'], read: (text) => fails(() => decimal(text)) },
  'a period': { begins: ['2026-'], read: (text) => readPeriod(text, calendar) },
  'an id': { begins: ['H26.dvc~etx~2026-10~', 'H26.', '~'], read: readSubmissionId },
  'a name of a total': {
    begins: ['H26.dvc@', 'H26~'],
    read: (text) => [
      readBandName(text),
      nodeByName(planFor('realtime').dataset, new Map(), () => null, text),
    ],
  },
  'a message': { begins: ['', '😀'], read: (text) => cut(text, 60) },
};

/** All schemas of texts that cross HTTP. */
const schemas = {
  ...Object.fromEntries(
    Object.entries(texts).filter(([, one]) => typeof one === 'object' && 'safeParse' in one),
  ),
  IdempotencyKey,
  SubmissionId,
  time: EventSubmission.shape.increments.element.shape.from,
} as unknown as Readonly<Record<string, { safeParse(value: unknown): unknown }>>;
const schemaBegins = ['', 'H26.', 'a', '0.', '1/', '2026-10-05T03:31:00.', 'H26.dvc~etx-monthly~', 'a.0~'];

const units = [
  ' ',
  '\t',
  '0',
  '9',
  'a',
  'A',
  '.',
  ',',
  ';',
  '"',
  '=',
  ':',
  '-',
  '/',
  '\\',
  '~',
  '@',
  '_',
  'A.',
  '0.',
  ', ',
  '; ',
  'a-',
  'en,',
  ' "',
];

describe.each(Object.entries(readers))('%s', (_name, { begins, read }) => {
  test.each(begins)('that begins with %j and goes on in any way', async (start) => {
    for (const unit of units)
      expect([unit, await superlinear(filled(start, unit, '!'), read)]).toEqual([unit, null]);
  });
});

describe('schemas', () => {
  test.each(Object.keys(schemas))('%s', async (name) => {
    for (const start of schemaBegins)
      for (const unit of units) {
        const found = await superlinear(filled(start, unit, '!'), (text) => schemas[name]?.safeParse(text));
        expect([start, unit, found]).toEqual([start, unit, null]);
      }
  });
});

describe('numbers in an answer', () => {
  test.each([
    ['written', (length: number) => `1.${'0'.repeat(length)}1`, (text: string) => groupsOfThree(text, ' ')],
    ['grouped', (length: number) => '7'.repeat(length), (text: string) => groupsOfThree(text, ' ')],
  ])('%s', async (_name, make, read) => {
    expect(await superlinear(make, read)).toBeNull();
  });

  test('trailing zeros are taken off one by one', () => {
    expect(formatDecimal({ units: 10n ** 400n, scale: 400 })).toBe('1');
    expect(formatDecimal({ units: -(10n ** 401n) - 1n, scale: 400 })).toBe(`-10.${'0'.repeat(399)}1`);
  });
});

describe('a request as a whole', () => {
  const request = (body: Uint8Array) => ({ headers: { ...right, 'Content-Encoding': 'gzip' }, body });

  test.each<[string, (length: number) => Uint8Array]>([
    ['zeros, in some hundred bytes', (length) => gzipSync(`{"revision":1${'0'.repeat(length - 20)}1}`)],
    ['blanks', (length) => gzipSync(`[${' '.repeat(length - 20)}]`)],
    ['gzip of many members', (length) => Buffer.concat(Array(Math.floor(length / 24)).fill(gzipSync(' ')))],
    ['bytes that are no UTF-8', (length) => gzipSync(Buffer.alloc(length - 20, 0xff))],
  ])('%s', async (_name, make) => {
    expect(await superlinear(make, (body) => send(request(body)))).toBeNull();
  });

  test.each([
    [
      'names',
      (length: number) =>
        Object.fromEntries(Array.from({ length: length / 16 }, (_, at) => [`x-${at}`, ['v']])),
    ],
    ['values of one name', (length: number) => ({ Cookie: Array<string>(length / 8).fill('v') })],
    ['a name in many spellings', (length: number) => ({ 'X-Api-Key': [`dtm_${' '.repeat(length)}x`] })],
  ])('headers of many %s', async (_name, make) => {
    expect(await superlinear(make, (multiHeaders) => send({ multiHeaders }))).toBeNull();
  });

  test('query parameters that nobody knows, and one many times', async () => {
    const unknown = (length: number) => ({
      ...Object.fromEntries(Array.from({ length: length / 16 }, (_, at) => [`p${at}`, ['v']])),
      dryRun: Array<string>(length / 16).fill('true'),
    });
    expect(await superlinear(unknown, (query) => send({ headers: right, body: '{}', query }))).toBeNull();
  });
});
