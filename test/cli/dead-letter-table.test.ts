import { expect, test } from 'vitest';
import { ageText, deadLettersText, deadLetterText } from '../../cli/dead-letter-table.ts';
import { inLanguage } from '../../cli/view.ts';
import { whatItIs } from '../../shared/app/oversight/dead-letters.ts';
import type { DeadLetterShown } from '../../shared/contract/oversight/dead-letters.ts';
import { english } from '../fixtures/view.ts';

const now = Date.parse('2026-11-20T02:30:00.000Z');
const refold = '{"kind":"refold","dataset":"etx-monthly","period":"2026-11","node":"H26.05"}';
const letter = (changes: Partial<DeadLetterShown> = {}): DeadLetterShown => ({
  id: '0f0e0d0c-1111-2222-3333-444455556666',
  queue: 'submissions',
  what: whatItIs(changes.body ?? refold),
  body: refold,
  reason: 'etx-monthly#2026-11#H26.05: lost every race',
  receiveCount: 3,
  sentAt: new Date(now - 3 * 3_600_000).toISOString(),
  ...changes,
});

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

test('a message is said by what it is about, or by how it begins, on one line that no terminal acts on', () => {
  expect(whatItIs(letter().body)).toBe('refold of H26.05 in etx-monthly 2026-11');
  const hostile = letter({ body: '\u001b[2Jno JSON\nat all' });
  expect(deadLettersText([hostile], false, now, english)).toContain('\\u001b[2Jno JSON\\u000aat all');
  expect(whatItIs('x'.repeat(5000))).toBe(`${'x'.repeat(200)}…`);
});

test('work on a batch says so', () => {
  const batch = letter({ queue: 'batches', what: 'x' });
  expect(deadLettersText([letter(), batch], false, now, english)).toMatch(/refold of H26.* batches: x /s);
  expect(deadLetterText(batch, now, english)).toContain('batches: x');
});

test('the list fits into 100 columns whatever it holds', () => {
  const text = deadLettersText(
    [
      letter(),
      letter({ body: 'y'.repeat(500), reason: 'z'.repeat(900) }),
      letter({ reason: null, sentAt: new Date(now - 9 * 86_400_000).toISOString(), receiveCount: 1234 }),
    ],
    true,
    now,
    english,
  );
  expect(widest(text)).toBeLessThanOrEqual(100);
  expect(text).toMatch(/0f0e0d0c +3 h +3 +refold of H26\.05/);
  expect(text).toContain('9 d');
  expect(text).toContain('received too often');
  expect(text).toContain('the first of more than 3 dead letters');
  expect(deadLettersText([], false, now, english)).toBe('✓ No dead letters.');
});

test('one letter is shown with its reason, its age and its body', () => {
  const text = deadLetterText(letter(), now, english);
  expect(text).toContain('0f0e0d0c-1111-2222-3333-444455556666');
  expect(text).toContain('lost every race');
  expect(text).toContain('"node": "H26.05"');
  expect(deadLetterText(letter({ body: 'no\u0007 JSON' }), now, english)).toContain('no\\u0007 JSON');
});

test.each([
  [30_000, '0 min'],
  [119 * 60_000, '119 min'],
  [120 * 60_000, '2 h'],
  [48 * 3_600_000, '2 d'],
])('an age of %d milliseconds is said as %s', (age, text) => {
  expect(ageText(age, inLanguage(english))).toBe(text);
});
