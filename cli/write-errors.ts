/** `npm run errors`: writes docs/errors.md anew. A test fails while it differs from the tables of problems and findings. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsPage } from '../shared/http/errors/errors-page.ts';

const file = join(import.meta.dirname, '../docs/errors.md');
writeFileSync(file, errorsPage());
console.log(`wrote ${file}`);
