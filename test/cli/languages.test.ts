/**
 * What dtm prints is written as a pair, `say('…', '…')` or `localized('…', '…')`: a sentence that stands alone in the code would be in
 * English whatever the language. Texts that commander asks for are looked up by the help (test/cli/help.test.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { inVietnamese } from '../../cli/help/commander-errors.ts';
import { vietnamese } from '../../cli/help/vietnamese.ts';

const root = join(import.meta.dirname, '../..');

type Node = { readonly type: string; readonly [name: string]: unknown };
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

/** The text of a literal, with `…` for what is put into it; null of anything else. */
function textOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node.quasis as { readonly value: { readonly cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join('…');
}

/** What there is Vietnamese of elsewhere: help, and what commander is told of a value that is wrong. */
const isLookedUp = (text: string): boolean => Object.hasOwn(vietnamese, text) || inVietnamese(text) !== text;

/** Two words of letters beside each other, outside of what is typed: a sentence, and not a name, an option or a command. */
const isSentence = (text: string): boolean =>
  /\p{L}{2,} \p{L}{2,}/u.test(text.replaceAll(/(aws|npx|npm|dtm|cdk) [^:;]*|-c \S+/g, ''));

const nameOf = (callee: Node): string => {
  if (callee.type === 'Identifier') return String(callee.name);
  if (callee.type === 'CallExpression') return nameOf(callee.callee as Node);
  return callee.type === 'MemberExpression' ? nameOf(callee.property as Node) : '';
};

const pairs = /^(say|inWords|inLanguage|localized|typeName)$/;
/** What commander is told, which the help has in Vietnamese; commands to be pasted; faults that nobody is to see. */
const elsewhere = /^(command|description|option|requiredOption|argument|Option|Argument|Error)$/;

/** A name of a kind, which is compared and not shown. */
const isName = (parent: Node, child: Node): boolean =>
  (parent.type === 'Property' && (parent.key === child || nameOf(parent.key as Node) === 'kind')) ||
  (parent.type === 'SwitchCase' && parent.test === child) ||
  (parent.type === 'BinaryExpression' && /^[!=]==$/.test(String(parent.operator)));

/** `{ vi: '…', en: '…' }` */
const isPair = (node: Node): boolean => {
  if (node.type !== 'ObjectExpression') return false;
  const names = childrenOf(node).map(({ key }) => (isNode(key) ? nameOf(key) : ''));
  return names.includes('vi') && names.includes('en');
};

type Found = { readonly alone: string[]; readonly pairs: (readonly [en: string, vi: string])[] };

function look(node: Node, found: Found): void {
  const text = textOf(node);
  if (text !== null && isSentence(text) && !isLookedUp(text)) found.alone.push(text);
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const name = nameOf(node.callee as Node);
    const given = node.arguments as Node[];
    if (pairs.test(name) && given.length === 2 && isNode(given[0]) && isNode(given[1])) {
      found.pairs.push([textsIn(given[0]), textsIn(given[1])]);
      return;
    }
    if (elsewhere.test(name)) return;
  }
  if (isPair(node)) return;
  for (const child of childrenOf(node)) if (!isName(node, child)) look(child, found);
}

/** All literals of an argument together. */
const textsIn = (node: Node): string =>
  [textOf(node) ?? '', ...childrenOf(node).map(textsIn)].join(' ').trim();

function foundIn(code: string): Found {
  const found: Found = { alone: [], pairs: [] };
  look(parseAst(stripTypeScriptTypes(code)) as unknown as Node, found);
  return found;
}

/** What is not printed in a language: the twin's start, what makes files of ours, tables by the English, and receipts, which have both. */
const notPrinted = [
  'progress.ts',
  'complete-lock.ts',
  'lockfile.ts',
  'completion-script.ts',
  'audit-fields.ts',
  'text-fault.ts',
  'verification-words.ts',
  'receipt/receipt-table.ts',
];
const files = readdirSync(join(root, 'cli'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('help/') && !notPrinted.includes(file))
  .toSorted();
const printed = [
  ...files.map((file) => `cli/${file}`),
  ...['capacity', 'domain', 'left-behind', 'row', 'stacks'].map(
    (file) => `shared/domain/oversight/preflight/${file}.ts`,
  ),
].map((file) => [file, foundIn(readFileSync(join(root, file), 'utf8'))] as const);

test.each(printed)('%s: no sentence stands alone', (_, { alone }) => {
  expect(alone).toEqual([]);
});

/** English words that no Vietnamese sentence has; names of commands, options and files are no words of it. */
const english =
  /(?<![\p{L}\d./<-])(the|of|and|is|are|was|not|no|to|be|by|with|from|for|in|on|at|it|that|this|has|have|which|when|nothing|allowed|missing|cannot)(?![\p{L}\d/>-])/u;
const withoutCommands = (text: string): string =>
  text.replaceAll(/(aws|npx|npm|dtm|cdk) [^:;,()]*|"[^"]*"|\{\w+\}/g, '');

test.each(printed)(
  '%s: no English word in a Vietnamese sentence, and none is the English one',
  (_, found) => {
    const wrong = found.pairs.filter(
      ([en, vi]) => english.test(withoutCommands(vi)) || (isSentence(en) && en === vi),
    );
    expect(wrong).toEqual([]);
  },
);

test('a planted sentence is found, and a pair is none', () => {
  expect(foundIn("say('nothing was done'); throw new CommandFault('there is no twin');").alone).toEqual([
    'nothing was done',
    'there is no twin',
  ]);
  expect(foundIn("say(count > 0 ? '' : 'none of them')").alone).toEqual(['none of them']);
  const pair = foundIn("say('nothing was done', 'chưa làm gì'); inLanguage(view)('it is', 'it là');");
  expect(pair).toEqual({
    alone: [],
    pairs: [
      ['nothing was done', 'chưa làm gì'],
      ['it is', 'it là'],
    ],
  });
  expect(english.test('it là')).toBe(true);
});
