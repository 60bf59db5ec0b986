/** How a schema is declared, so that a function's bundle has the schemas that it parses with and no others. */

/**
 * The schema, or the shape of one, that `make` returns, made at once. To make one is work that a bundler must take for a side effect, so that
 * every function would make all schemas of every file that it imports each time it starts (a tenth of its cold load).
 * Called behind `@__PURE__`, which the architecture test looks for, the declaration is left out where nothing names it.
 */
export const schema = <T>(make: () => T): T => make();
