/**
 * CloudWatch's metric math, as far as alarms of the template use it, over the values of one period. What is missing follows AWS's
 * page (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html): where of two series one has no value
 * it counts as zero, where none has there is no result, and a division by zero drops the point. Not imitated: that a function
 * sees more periods than one.
 */

/** Of `m0`, `m1` and so on in a period; null where nothing was measured. The result is null where there is no point. */
export type Calculate = (values: readonly (number | null)[]) => number | null;

/** A number has a value at every time; a series has none where nothing was measured. */
type Operand = { readonly isSeries: boolean; readonly value: number | null };
type Term = (values: readonly (number | null)[]) => Operand;

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
};
/** What binds least first. */
const levels: readonly (readonly string[])[] = [
  ['OR'],
  ['AND'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
];

const TOKEN = /\s*(m\d+|\d+(?:\.\d+)?|IF|FILL|AND|OR|&&|\|\||[=!<>]=|[-+*/<>(),])/y;
const synonyms: Readonly<Record<string, string>> = { '&&': 'AND', '||': 'OR' };

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < expression.trimEnd().length; at = TOKEN.lastIndex) {
    const [, token = ''] = TOKEN.exec(expression) ?? [];
    if (token === '') throw new Error(`unknown from here: ${expression.slice(at)}`);
    tokens.push(synonyms[token] ?? token);
  }
  return tokens;
}

function applied(operator: string, a: Operand, b: Operand): Operand {
  const isSeries = a.isSeries || b.isSeries;
  const isKnown = [a, b].some((one) => one.isSeries && one.value !== null);
  if (isSeries && !isKnown) return { isSeries, value: null };
  const value = operators[operator]?.(a.value ?? 0, b.value ?? 0) ?? Number.NaN;
  return { isSeries, value: Number.isFinite(value) ? value : null };
}

function chosen(condition: Operand, whenTrue: Operand, whenFalse: Operand): Operand {
  if (condition.value === null) return { isSeries: true, value: null };
  // AWS: 0 where the condition is true and its value is not there; no point where it is false and there is none.
  return { isSeries: true, value: condition.value === 0 ? whenFalse.value : (whenTrue.value ?? 0) };
}

/** Throws for what the twin cannot calculate. */
export function calculationOf(expression: string): Calculate {
  const tokens = tokensOf(expression);
  const fail = (found: string | undefined): never => {
    throw new Error(`${found ?? 'the end'} in "${expression}" is not calculated by the twin`);
  };
  const take = (wanted: string): void => {
    const found = tokens.shift();
    if (found !== wanted) fail(found);
  };
  const listed = (count: number): Term[] => {
    take('(');
    const terms = Array.from({ length: count }, (_, index) => {
      if (index > 0) take(',');
      return operation(0);
    });
    take(')');
    return terms;
  };

  function primary(): Term {
    const token = tokens.shift() ?? fail(undefined);
    if (/^\d/.test(token)) return () => ({ isSeries: false, value: Number(token) });
    if (/^m\d/.test(token))
      return (values) => ({ isSeries: true, value: values[Number(token.slice(1))] ?? null });
    if (token === '(') {
      const inner = operation(0);
      take(')');
      return inner;
    }
    if (token === 'IF') {
      const [condition, whenTrue, whenFalse] = listed(3) as [Term, Term, Term];
      return (values) => chosen(condition(values), whenTrue(values), whenFalse(values));
    }
    if (token === 'FILL') {
      const [series, filler] = listed(2) as [Term, Term];
      return (values) => ({ isSeries: true, value: series(values).value ?? filler(values).value });
    }
    return fail(token);
  }

  function operation(level: number): Term {
    const own = levels[level];
    if (own === undefined) return primary();
    let left = operation(level + 1);
    while (own.includes(tokens[0] ?? '')) {
      const operator = tokens.shift() ?? '';
      const [a, b] = [left, operation(level + 1)];
      left = (values) => applied(operator, a(values), b(values));
    }
    return left;
  }

  const whole = operation(0);
  if (tokens.length > 0) fail(tokens[0]);
  return (values) => whole(values).value;
}
