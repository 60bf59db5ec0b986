/** The words of a query. */

export class MalformedQuery extends Error {
  override readonly name = 'MalformedQueryException';
}

export type Token = {
  readonly kind: 'name' | 'number' | 'duration' | 'text' | 'regex' | 'sign';
  readonly text: string;
  /** Where it begins in the query. */
  readonly at: number;
};

const forms: readonly (readonly [Token['kind'], RegExp])[] = [
  ['regex', /\/(?:[^/\\\n]|\\.)+\//y],
  ['duration', /\d+(?:ms|s|m|h|d|w)\b/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w.@])/y],
  ['name', /[A-Za-z@_][\w.@]*/y],
  ['text', /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y],
  ['sign', /!=|<=|>=|=~|[=<>()[\],*|]/y],
];

function next(query: string, at: number): Token {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const [text] = form.exec(query) ?? [];
    if (text === undefined) continue;
    const inside = kind === 'text' || kind === 'regex' ? text.slice(1, -1) : text;
    return { kind, text: kind === 'text' ? inside.replace(/\\(.)/g, '$1') : inside, at };
  }
  throw new MalformedQuery(`unexpected symbol found ${query[at]} at position ${at}`);
}

export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  const blank = /\s*/y;
  for (let at = 0; ; ) {
    blank.lastIndex = at;
    at += blank.exec(query)?.[0].length ?? 0;
    if (at >= query.length) return tokens;
    const token = next(query, at);
    tokens.push(token);
    const quotes = token.kind === 'text' || token.kind === 'regex' ? 2 : 0;
    at += quotes === 0 ? token.text.length : rawLength(query, at);
  }
}

/** Of a quoted token, as it stands in the query. */
function rawLength(query: string, at: number): number {
  const end = query[at];
  let last = at + 1;
  while (query[last] !== end) last += query[last] === '\\' ? 2 : 1;
  return last + 1 - at;
}

/** The tokens of one command, read from the left. */
export class Reader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#next >= this.#tokens.length;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  /** Takes the next token if it is this sign or word; words in any case. */
  takes(text: string): boolean {
    const token = this.peek();
    const isIt =
      (token?.kind === 'sign' || token?.kind === 'name') && token.text.toLowerCase() === text.toLowerCase();
    if (isIt) this.#next += 1;
    return isIt;
  }

  expect(text: string): void {
    if (!this.takes(text)) throw this.unexpected(text);
  }

  take(...kinds: readonly Token['kind'][]): Token {
    const token = this.peek();
    if (token === undefined || !kinds.includes(token.kind)) throw this.unexpected(kinds.join(' or '));
    this.#next += 1;
    return token;
  }

  unexpected(wanted: string): MalformedQuery {
    const found = this.peek();
    return new MalformedQuery(
      `expected ${wanted}, found ${found === undefined ? 'the end' : `${found.text} at position ${found.at}`}`,
    );
  }
}
