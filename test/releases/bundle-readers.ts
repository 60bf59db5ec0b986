/** The readers of the work tree as one file, without a path of this machine. */
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { bundleSettings } from '../../infra/bundle.ts';
import { projectDirectory } from './releases.ts';

export async function bundleReaders(plugins: Plugin[] = []): Promise<string> {
  const { outputFiles } = await build({
    ...bundleSettings,
    absWorkingDir: projectDirectory,
    entryPoints: [join(projectDirectory, 'test/releases/readers.ts')],
    write: false,
    plugins,
  });
  return outputFiles?.[0]?.text ?? '';
}
