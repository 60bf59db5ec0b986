/** Which directory a file is in, written into the file: whoever copies the directory copies the file too. */
import { realpathSync, statSync } from 'node:fs';

export type Place = { readonly inode: number; readonly path: string };

export const placeOf = (directory: string): Place => ({
  inode: statSync(directory).ino,
  path: realpathSync(directory),
});

/** A moved directory keeps its inode, and one in a container or on a shared disk its path; a copy has neither. */
export const isElsewhere = (one: Place, other: Place): boolean =>
  one.inode !== other.inode && one.path !== other.path;
