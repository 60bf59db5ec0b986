/** A key in a file of its own, as the command line takes it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function keyWords(directory: string, key: string): ['--key-file', string] {
  const path = join(directory, `key-${key.split('_')[2]}`);
  writeFileSync(path, key, { mode: 0o600 });
  return ['--key-file', path];
}
