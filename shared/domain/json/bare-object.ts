/** Objects for names that a caller chose. */

/** Its instances inherit from an object without names, and are not the slow dictionaries that `Object.create(null)` makes. */
const Bare = function Bare() {} as unknown as new () => object;
Bare.prototype = Object.freeze(Object.create(null));

/** Without any name of the language, so that none of the caller's ever meets one. */
export const bareObject = <T>(): Record<string, T> => new Bare() as Record<string, T>;
