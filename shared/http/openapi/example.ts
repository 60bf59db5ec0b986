/** One example of a route's call and answer, as the OpenAPI document has it. */

export type Example = {
  readonly name: string;
  readonly summary: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  /** Left out where the answer is the document that this stands in; times and request ids are those of the day of recording. */
  readonly answer?: unknown;
};

/** By name, as an object of OpenAPI has them; `value` is the part of the example that stands there. */
export const exampleMap = (examples: readonly Example[], value: (example: Example) => unknown) =>
  Object.fromEntries(
    examples.map((example) => [example.name, { summary: example.summary, value: value(example) }]),
  );
