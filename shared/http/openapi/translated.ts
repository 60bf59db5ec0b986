/** The document in Vietnamese: the English one with its texts looked up. */
import { problemLinesIn } from './problem-line.ts';

const texts: ReadonlySet<string> = new Set(['title', 'summary', 'description']);

/** Calls `change` with each text that a reader of the document sees; what examples show is data. */
export function mapTexts(part: unknown, change: (text: string) => string, isExample = false): unknown {
  if (Array.isArray(part)) return part.map((one) => mapTexts(one, change));
  if (typeof part !== 'object' || part === null) return part;
  const mapped = Object.entries(part).map(([name, value]) => {
    if (isExample && name === 'value') return [name, value];
    if (texts.has(name) && typeof value === 'string') return [name, change(value)];
    if (name === 'scopes' && isTexts(value)) return [name, mapValues(value, change)];
    // A schema has a list of examples, a call and an answer have them by name.
    if (name === 'examples') return [name, Array.isArray(value) ? value : mapExamples(value, change)];
    return [name, mapTexts(value, change)];
  });
  return Object.fromEntries(mapped);
}

/** Scopes of OAuth have their descriptions for values. A list of that name is of a schema. */
const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((one) => typeof one === 'string') &&
  !Array.isArray(value);
const mapValues = (texts: Readonly<Record<string, string>>, change: (text: string) => string) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));

const mapExamples = (examples: unknown, change: (text: string) => string) =>
  Object.fromEntries(
    Object.entries(examples ?? {}).map(([name, example]) => [name, mapTexts(example, change, true)]),
  );

/** By the English text; one that `vietnamese` does not have stays English. */
export const translated = (document: object, vietnamese: Readonly<Record<string, string>>): unknown =>
  mapTexts(document, (text) => vietnamese[text] ?? problemLinesIn(text, 'vi') ?? text);
