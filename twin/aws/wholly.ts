import type { DatabaseSync } from 'node:sqlite';

/** All of it or nothing, on the disk. Inside of another it is part of that. */
export function wholly<T>(db: DatabaseSync, work: () => T): T {
  if (db.isTransaction) return work();
  db.exec('BEGIN');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
