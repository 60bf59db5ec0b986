/** The document in each language alone: no text without its Vietnamese, and none that has both. */
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../../../shared/http/openapi/openapi.ts';
import { problemLinesIn } from '../../../../shared/http/openapi/problem-line.ts';
import { mapTexts, translated } from '../../../../shared/http/openapi/translated.ts';
import { vietnamese } from '../../../../shared/http/openapi/vietnamese.ts';
import { proseOf, words } from '../../domain/language/prose.ts';

function textsOf(document: unknown): string[] {
  const texts = new Set<string>();
  mapTexts(document, (text) => {
    texts.add(text);
    return text;
  });
  return [...texts];
}

const english = openApiDocument();
const own = textsOf(english).filter((text) => problemLinesIn(text, 'vi') === null);

/** What a field can say: such values are explained in a text, and are the same in both languages. */
const values = [...JSON.stringify(english).matchAll(/"enum":\[("[^\]]*")\]/g)]
  .flatMap(([, list = '']) => JSON.parse(`[${list}]`) as string[])
  .sort((a, b) => b.length - a.length);
const withoutValues = (text: string) =>
  values.reduce((rest, value) => rest.replaceAll(new RegExp(`(?<![\\w-])${value}(?![\\w-])`, 'g'), ''), text);

test('each text has its Vietnamese, and no other text has (shared/http/openapi/vietnamese)', () => {
  expect(own.filter((text) => vietnamese[text] === undefined)).toEqual([]);
  expect(Object.keys(vietnamese).filter((text) => !own.includes(text))).toEqual([]);
});

describe('a text is in one language', () => {
  test.each(Object.entries(vietnamese))('%s', (en, vi) => {
    expect(words.vietnamese.exec(proseOf(en.replaceAll('QĐ-TTg', '')))?.[0]).toBeUndefined();
    expect(words.vietnamese.test(vi)).toBe(true);
    expect(words.english.exec(proseOf(withoutValues(vi)))?.[0]).toBeUndefined();
    // Names in backquotes, and the values of a list that are explained, are the same in both.
    expect(vi.match(/`[^`]*`/g)?.sort() ?? []).toEqual(en.match(/`[^`]*`/g)?.sort() ?? []);
  });

  test('problems are told by their titles', () => {
    const texts = textsOf(translated(english, vietnamese));
    expect(texts.find((text) => text.startsWith('`key-missing`'))).toContain(
      '`key-missing`: Thiếu khóa API\n\n',
    );
    expect(texts.filter((text) => !words.vietnamese.test(text))).toEqual([]);
  });
});

test('nothing but texts differs', () => {
  const without = (document: unknown) => mapTexts(document, () => '');
  expect(without(translated(english, vietnamese))).toEqual(without(JSON.parse(JSON.stringify(english))));
});

test('what an example shows is data, whatever its names are', () => {
  const document = {
    summary: 'One',
    examples: { one: { summary: 'One', value: { title: 'One', examples: [{ summary: 'One' }] } } },
    schema: { examples: [{ description: 'One' }] },
  };
  expect(translated(document, { One: 'Một' })).toEqual({
    summary: 'Một',
    examples: { one: { summary: 'Một', value: { title: 'One', examples: [{ summary: 'One' }] } } },
    schema: { examples: [{ description: 'One' }] },
  });
});
