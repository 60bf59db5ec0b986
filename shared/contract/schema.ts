/** How a schema is declared, so that a function's bundle has the schemas that it parses with and no others. */

/**
 * The schema, or the shape of one, that `make` returns, made at once. A bundler must take the making for a side effect, so that
 * every function would make all schemas of all files that it imports each time it starts (a tenth of its cold load, ADR 15).
 * Called behind `@__PURE__`, the declaration is left out where nothing names it; test/shared/contract looks whether it is.
 */
export const schema = <T>(make: () => T): T => make();
