/**
 * After `npm ci`: puts the pinned Node into node_modules/.bin. npm does that too, but npm 10 takes it away again together
 * with the Node for the other processor, which would have the same name there. Runs on whatever Node the machine has.
 */
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const pinned = `node-${process.platform}-${process.arch}/bin/node`;
const link = join(modules, '.bin/node');
if (existsSync(join(modules, pinned)) && !existsSync(link)) {
  rmSync(link, { force: true });
  symlinkSync(join('..', pinned), link);
}
