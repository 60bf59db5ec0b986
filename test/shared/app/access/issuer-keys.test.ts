/** When the issuer is asked for its keys, and what counts while it says nothing. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type FindIssuerKey,
  issuerKeys,
  KEYS_LIVE,
  SILENCE_WAIT,
  UNKNOWN_KEY_WAIT,
} from '../../../../shared/app/access/issuer-keys.ts';
import { type SigningKey, signingKeysIn } from '../../../../shared/domain/access/token/signing-key.ts';
import { DAY } from '../../../../shared/domain/values/duration.ts';
import { jwkOf, rsa } from '../../../fixtures/tokens.ts';

const NOW = 1_000_000_000;
let published: readonly string[];
let answers: boolean;
let asked: number;
let reported: number;
let find: FindIssuerKey;

beforeEach(() => {
  [published, answers, asked, reported] = [['a'], true, 0, 0];
  find = issuerKeys(
    async () => {
      asked += 1;
      if (!answers) throw new Error('silent');
      return (
        signingKeysIn({ keys: published.map((kid) => jwkOf(rsa, kid)) }) ?? new Map<string, SigningKey>()
      );
    },
    () => {
      reported += 1;
    },
  );
});

/** `a`: found; null: there is none; a number: not known, ask again after so many seconds. */
async function found(keyId: string, after = 0): Promise<string | null | number> {
  const key = await find(keyId, NOW + after);
  return key.ok ? (key.value?.keyId ?? null) : key.problem.retryAfter;
}

describe('while the issuer answers', () => {
  test('its keys are asked for once, and again when they are ten minutes old', async () => {
    for (const after of [0, 1, KEYS_LIVE - 1]) expect(await found('a', after)).toBe('a');
    expect(asked).toBe(1);
    expect([await found('a', KEYS_LIVE), asked]).toEqual(['a', 2]);
  });

  test('a key that it has withdrawn is taken for ten minutes at the most', async () => {
    await found('a');
    published = ['b'];
    expect(await found('a', KEYS_LIVE - 1)).toBe('a');
    expect(await found('a', KEYS_LIVE)).toBeNull();
  });

  test('a key that is not known has it asked once, which finds a new one', async () => {
    await found('a');
    published = ['a', 'b'];
    expect([await found('b', 1000), asked]).toEqual(['b', 2]);
  });

  test('whoever makes up ids has it asked once in five minutes and no more', async () => {
    await found('a');
    for (let at = 1; at < 100; at += 1) expect(await found(`made-up-${at}`, at)).toBeNull();
    expect(asked).toBe(2);
    published = ['a', 'c'];
    expect([await found('c', UNKNOWN_KEY_WAIT), asked]).toEqual([null, 2]);
    expect([await found('c', UNKNOWN_KEY_WAIT + 1), asked]).toEqual(['c', 3]);
  });

  test('the first call of a container asks once, also for an id that is not there', async () => {
    expect([await found('made-up'), asked]).toEqual([null, 1]);
  });

  test('calls at the same time share one question', async () => {
    expect(await Promise.all([found('a'), found('a'), found('b')])).toEqual(['a', 'a', null]);
    expect(asked).toBe(1);
  });
});

describe('while the issuer is silent', () => {
  test('with no keys nobody knows, and it is asked again after ten seconds, not before', async () => {
    answers = false;
    expect([await found('a'), await found('a', 4000), asked, reported]).toEqual([10, 6, 1, 1]);
    answers = true;
    expect([await found('a', SILENCE_WAIT), asked]).toEqual(['a', 2]);
  });

  test('the keys that are known go on for a day, and then no more', async () => {
    await found('a');
    answers = false;
    expect(await found('a', KEYS_LIVE)).toBe('a');
    expect(await found('a', KEYS_LIVE + 1)).toBe('a');
    expect([asked, reported]).toEqual([2, 1]);
    expect(await found('a', DAY - 1)).toBe('a');
    expect(await found('a', DAY + KEYS_LIVE)).toBe(10);
    answers = true;
    expect(await found('a', 2 * DAY)).toBe('a');
  });

  test('of a key that is not known it is not said that there is none', async () => {
    await found('a');
    answers = false;
    expect([await found('b', 1000), asked]).toEqual([300, 2]);
    expect([await found('b', 11_000), asked]).toEqual([290, 2]);
    [answers, published] = [true, ['a', 'b']];
    expect([await found('b', 1000 + UNKNOWN_KEY_WAIT), asked]).toEqual(['b', 3]);
  });

  test('old keys and one that is not known: one question for both', async () => {
    await found('a');
    answers = false;
    expect([await found('b', KEYS_LIVE), asked]).toEqual([10, 2]);
    expect([await found('a', KEYS_LIVE), asked]).toEqual(['a', 2]);
  });
});
