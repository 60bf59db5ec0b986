/** How long a text can be that a pattern takes whole. */
import { type AST, parseRegExpLiteral } from '@eslint-community/regexpp';

const longestOf = (part: AST.Node): number => {
  switch (part.type) {
    case 'Group':
    case 'CapturingGroup':
      return Math.max(...part.alternatives.map(longestOf));
    case 'Alternative':
      return part.elements.reduce((sum, element) => sum + longestOf(element), 0);
    case 'Quantifier': {
      const once = longestOf(part.element);
      return once === 0 ? 0 : once * part.max;
    }
    case 'Assertion':
      return 0;
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
      return 1;
    default:
      // Whatever no pattern of ours has, such as a back reference.
      return Number.POSITIVE_INFINITY;
  }
};

const isEdge = (element: AST.Element | undefined, kind: 'start' | 'end'): boolean =>
  element?.type === 'Assertion' && element.kind === kind;

/** In characters; infinite where there is no longest, or where the pattern has to match a part of the text only. */
export function longestMatch(pattern: string): number {
  const { alternatives } = parseRegExpLiteral(new RegExp(pattern, 'u')).pattern;
  const isWhole = alternatives.every(
    ({ elements }) => isEdge(elements[0], 'start') && isEdge(elements.at(-1), 'end'),
  );
  return isWhole ? Math.max(...alternatives.map(longestOf)) : Number.POSITIVE_INFINITY;
}
