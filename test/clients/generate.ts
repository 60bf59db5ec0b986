/** Clients as vendors make them: generated from the OpenAPI document by what they use, and compiled. */
import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const bins = [join(root, 'node_modules/.bin'), join(import.meta.dirname, 'generators/node_modules/.bin')];
const run = (file: string, args: readonly string[], cwd: string) =>
  promisify(execFile)(file, args, {
    cwd,
    env: { ...process.env, PATH: [...bins, process.env.PATH].join(delimiter) },
  });

/** Reads `openapi.json` in a folder and writes a client beside it, in the file that is named. */
const commands = {
  'openapi-typescript': ['openapi.json', '--output', 'openapi-typescript.ts'],
  'swagger-typescript-api': [
    'generate',
    '--path',
    'openapi.json',
    '--output',
    '.',
    '--name',
    'swagger-typescript-api.ts',
  ],
  orval: ['--input', 'openapi.json', '--output', 'orval.ts', '--client', 'fetch'],
} as const;

type Generator = keyof typeof commands;
export const generators = Object.keys(commands) as Generator[];

export const generate = (generator: Generator, folder: string) => run(generator, commands[generator], folder);

/** What the compiler finds wrong with the files of a folder, in lines; empty where all of them compile. */
export const compile = async (folder: string, files: readonly string[]): Promise<string> =>
  run(
    'tsc',
    [
      ...['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions', '--ignoreConfig'],
      ...['--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--module', 'esnext'],
      ...['--moduleResolution', 'bundler', ...files],
    ],
    folder,
  ).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
