/**
 * A client made from the OpenAPI document that a hub serves. It knows an address and a key and nothing of this repository: what it may
 * send and what comes back is held against the schemas of the document.
 */
import { expect } from 'vitest';
import * as z from 'zod';

type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
};
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Parameters by their names, wherever the document has them. */
type Call = { readonly with?: Readonly<Record<string, string>>; readonly body?: unknown };
type Answered = { readonly status: number; readonly headers: Headers; readonly body: unknown };
export type DocumentClient = (operationId: string, call?: Call) => Promise<Answered>;

export async function documentClient(apiUrl: string, key: string): Promise<DocumentClient> {
  const document = (await (await fetch(`${apiUrl}/openapi.json`)).json()) as Document;
  const fits = schemasOf(document);
  return async (operationId, { with: given = {}, body } = {}) => {
    const { method, path, operation } = find(document, operationId);
    const { parameters = [] } = operation;
    const named = new Set(parameters.map(({ name }) => name));
    expect(Object.keys(given).filter((name) => !named.has(name))).toEqual([]);
    const within = (place: string) =>
      parameters.flatMap(({ name, in: at }): [string, string][] =>
        at === place && given[name] !== undefined ? [[name, given[name]]] : [],
      );
    if (body !== undefined) fits(operation.requestBody?.content['application/json']?.schema, body);
    const filled = within('path').reduce(
      (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
      path,
    );
    const answer = await fetch(`${apiUrl}${filled}?${new URLSearchParams(within('query'))}`, {
      method: method.toUpperCase(),
      headers: {
        Authorization: `Bearer ${key}`,
        'Accept-Language': 'en',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...Object.fromEntries(within('header')),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
    const described = operation.responses[answer.status];
    expect({ operationId, status: answer.status, isDescribed: described !== undefined, text }).toMatchObject({
      isDescribed: true,
    });
    const read: unknown = text === '' ? null : JSON.parse(text);
    if (described?.content !== undefined) fits(described.content[type]?.schema, read);
    return { status: answer.status, headers: answer.headers, body: read };
  };
}

function find({ paths }: Document, operationId: string) {
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods))
      if (operation.operationId === operationId) return { method, path, operation };
  throw new Error(`the document has no operation ${operationId}`);
}

/** Throws where a value does not fit a schema of the document. */
function schemasOf({ components }: Document): (schema: Schema | undefined, value: unknown) => void {
  const made = new Map<string, z.ZodType>();
  const definitions = JSON.stringify(components.schemas);
  return (schema, value) => {
    if (schema === undefined) throw new Error('the document has no schema here');
    const text = JSON.stringify(schema);
    const within = `{"allOf":[${text}],"$defs":${definitions}}`.replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    );
    const known = made.get(text) ?? z.fromJSONSchema(JSON.parse(within) as never);
    made.set(text, known);
    known.parse(value);
  };
}
