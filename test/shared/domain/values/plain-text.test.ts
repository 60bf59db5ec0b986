import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainTextFault, withEscapes } from '../../../../shared/domain/values/plain-text.ts';

describe('a text that people are shown', () => {
  test.each([
    '',
    'Ủy ban nhân dân thành phố Huế',
    'Bộ Khoa học và Công nghệ – 100 %, “Đề án 06”',
    'Sở Tư pháp (cũ)',
    '日本 한국',
  ])('%j is plain', (text) => {
    expect(plainTextFault(text)).toBe(null);
  });

  test.each([
    [
      'what another encoding lost',
      'U\uFFFDy ban',
      'a letter was lost in another encoding: U+FFFD behind "U"',
    ],
    ['an escape', 'a\u001b[2J', 'a character that nobody sees, U+001B behind "a"'],
    ['a line break', 'a\nb', 'a character that nobody sees, U+000A behind "a"'],
    ['a control of C1', 'a\u009b', 'a character that nobody sees, U+009B behind "a"'],
    ['text turned around', 'a\u202eb', 'a character that nobody sees, U+202E behind "a"'],
    ['an isolate', '\u2066a', 'a character that nobody sees, U+2066 at the beginning'],
    ['zero width', 'Hà\u200bNội', 'a character that nobody sees, U+200B behind "Hà"'],
    ['a byte order mark inside', 'a\uFEFF', 'a character that nobody sees, U+FEFF behind "a"'],
    ['a soft hyphen', 'a\u00adb', 'a character that nobody sees, U+00AD behind "a"'],
    ['a filler', 'a\u3164', 'a character that nobody sees, U+3164 behind "a"'],
    ['a tag', 'a\u{E0041}', 'a character that nobody sees, U+E0041 behind "a"'],
    ['half a pair', 'a\ud800', 'a character that nobody sees, U+D800 behind "a"'],
    ['a no-break space', 'Hà\u00a0Nội', 'a blank of another kind, U+00A0 behind "Hà"'],
    ['a blank behind it', 'Huế ', 'a blank at the edge, U+0020 behind "Huế"'],
    ['a blank before it', '  Huế', 'a blank at the edge, U+0020 at the beginning'],
    [
      'an accent that goes to what stands before',
      '\u0301a',
      'an accent without a letter, U+0301 at the beginning',
    ],
  ])('may not have %s', (_, text, problem) => {
    expect(plainTextFault(text)?.problem.en).toBe(problem);
  });

  test('is composed, and the composed one is said', () => {
    expect(plainTextFault('Ủy ban'.normalize('NFD'))).toEqual({
      problem: {
        en: 'letters and accents apart (not Unicode NFC)',
        vi: 'chữ và dấu tách rời (không phải Unicode NFC)',
      },
      allowed: { en: '"Ủy ban", in composed letters', vi: '"Ủy ban", dạng chữ dựng sẵn' },
      character: 'U+0309',
    });
  });
});

test('in JSON an escape means what it stands for, and nothing unseen is left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = withEscapes(JSON.stringify(text));
      expect(JSON.parse(escaped)).toBe(text);
      expect(escaped).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
  expect(withEscapes('a\u001b\u{E0041}\n', '\n')).toBe('a\\u001b\\udb40\\udc41\n');
});
