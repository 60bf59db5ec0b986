/**
 * `npm run lock`: adds to package-lock.json the packages for other platforms that npm left out because the
 * registry in use did not have them. Without the entries `npm ci` of npm 11 and 12 refuses the whole file.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fileOf, textOf } from './files.ts';
import { missingPackages, withMissing } from './lockfile.ts';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(textOf(fileOf(file)).content);
const missing = missingPackages(lock);
if (missing.length > 0) writeFileSync(file, `${JSON.stringify(withMissing(lock, missing), null, 2)}\n`);
for (const { name, version } of missing) console.log(`added ${name} ${version}`);
