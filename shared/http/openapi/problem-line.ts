/** How the document says which problems stand behind a status. */
import type { Language } from '../../contract/text.ts';
import { type ProblemKind, problems } from '../../domain/problems/problems.ts';

export const problemLine = (kind: ProblemKind, language: Language): string =>
  `\`${kind}\`: ${problems[kind].title[language]}`;

const named = /^`([a-z0-9-]+)`: /;

/** The same in another language; null where the text is no such lines. */
export function problemLinesIn(text: string, language: Language): string | null {
  const kinds = text.split('\n\n').map((line) => named.exec(line)?.[1] ?? '');
  if (!kinds.every((kind): kind is ProblemKind => Object.hasOwn(problems, kind))) return null;
  return kinds.map((kind) => problemLine(kind, language)).join('\n\n');
}
