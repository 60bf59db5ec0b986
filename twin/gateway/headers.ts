/**
 * Headers that REST APIs drop or rename on the way to a Lambda function and back, from "Amazon API Gateway
 * important notes for REST APIs".
 */

const droppedOnRequest = new Set([
  'connection',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);

const droppedOnAnswer = new Set([
  'expect',
  'host',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

const renamedOnAnswer = new Set([
  'authorization',
  'connection',
  'content-md5',
  'date',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
]);

/** Names keep the case that the caller sent; the last of several values is in `headers`, all in the other. */
export type EventHeaders = {
  readonly headers: Record<string, string>;
  readonly multiValueHeaders: Record<string, string[]>;
};

/** `raw` is Node's flat list of names and values; `added` are the gateway's own. */
export function requestHeaders(
  raw: readonly string[],
  added: Readonly<Record<string, string>>,
): EventHeaders {
  const headers: Record<string, string> = Object.create(null);
  const multiValueHeaders: Record<string, string[]> = Object.create(null);
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', raw[at + 1] ?? '']);
  const own = new Set(Object.keys(added).map((name) => name.toLowerCase()));
  const sent = pairs.filter(
    ([name]) => !droppedOnRequest.has(name.toLowerCase()) && !own.has(name.toLowerCase()),
  );
  for (const [name, value] of [...sent, ...Object.entries(added)]) {
    headers[name] = value;
    multiValueHeaders[name] = [...(multiValueHeaders[name] ?? []), value];
  }
  return { headers, multiValueHeaders };
}

/** What becomes of a header that a function answers with; `undefined` if it is dropped. */
export function answerHeader(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (droppedOnAnswer.has(lower) || lower === 'content-length') return undefined;
  return renamedOnAnswer.has(lower) ? `x-amzn-Remapped-${name}` : name;
}
