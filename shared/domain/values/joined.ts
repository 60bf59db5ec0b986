/** Tables of the rooms as one: whoever adds a row touches its room only, and whoever reads it finds all. */

type Tables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
type Names<T> = { [Room in keyof T]: keyof T[Room] & string }[keyof T];
type Rows<T> = { [Room in keyof T]: T[Room][keyof T[Room]] }[keyof T];
/** What stands in another room as well can be nothing here. */
type Once<T> = { [Room in keyof T]: { [Name in keyof T[Room] & Names<Omit<T, Room>>]: never } };

/** By room; a name that stands in two rooms is a type error there. */
export const joined = <T extends Tables>(rooms: T & Once<T>): Readonly<Record<Names<T>, Rows<T>>> =>
  Object.assign({}, ...Object.values(rooms));
