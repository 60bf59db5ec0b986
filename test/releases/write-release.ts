/**
 * `npm run release`: keeps what the release of package.json writes and how it reads, in `releases/<version>/`, for the releases after
 * it to be tested with. Records stay for ever, as what a release has stored does; readers are those of the last release only, as
 * deployments and roll backs are between neighbours (ADR 25).
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleReaders } from './bundle-readers.ts';
import { read } from './readers.ts';
import { projectDirectory, readersFile, releases, releasesDirectory } from './releases.ts';
import { samples } from './samples.ts';

const { version } = JSON.parse(readFileSync(join(projectDirectory, 'package.json'), 'utf8')) as {
  version: string;
};
const directory = join(releasesDirectory, version);
if (existsSync(directory))
  throw new Error(
    `releases/${version} is there: raise the version in package.json, a release is not written twice`,
  );
const records = (await samples()).map((sample) => ({ ...sample, read: read(sample.kind, sample.text) }));
mkdirSync(directory, { recursive: true });
writeFileSync(
  join(directory, 'records.json'),
  `[\n${records.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`,
);
writeFileSync(readersFile(version), await bundleReaders());
for (const older of releases()) if (older !== version) rmSync(readersFile(older), { force: true });
console.log(`releases/${version}: ${records.length} records, and the readers`);
