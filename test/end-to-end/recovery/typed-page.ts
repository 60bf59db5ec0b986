/** A runbook as its test types it: the commands on it, and what it says that they print. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDirectory, type TestHub } from '../hub.ts';

export type Block = { readonly kind: string; readonly lines: readonly string[] };

/** Blocks of a page in their order: what is typed (`sh`), and what it prints (`text`). */
export function blocksOf(path: string): Block[] {
  const page = readFileSync(join(projectDirectory, path), 'utf8');
  return [...page.matchAll(/^```(sh|text)\n([\s\S]*?)^```/gm)].map(([, kind = '', text = '']) => ({
    kind,
    lines: text.split('\n').filter((line) => line.trim() !== ''),
  }));
}

/** Figures and times are those of the day; blanks are those of the table. */
export function pattern(line: string): RegExp {
  const escaped = line
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/<time>/g, '\\S+(?: \\S+ [+-][\\d:]+)?')
    .replace(/<[a-z]+>/g, '\\S+')
    .replace(/\b(entry|entries)\b/g, 'entr(?:y|ies)')
    .replace(/(?<![\w-])\d+(\\\.\d+)?(?![\w-])/g, '[\\d.]+')
    .replace(/ +/g, '\\s+');
  return new RegExp(escaped);
}

/** Both streams, and the exit code where it is not 0. A person who types `restore` is asked, and says yes. */
export function type(
  { stateDirectory }: TestHub,
  command: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const typed = command
    .replace('npm run dtm --', `${process.execPath} cli/dtm.ts --state ${stateDirectory}`)
    .replace(/ restore (?=--to|--journal)/, ' restore --yes ')
    .replace('--stage <stage> ', '')
    .replace('--url <ApiUrl> ', '')
    .replace(/<([a-z]+)>/g, (_, name: string) => values[name] ?? `?${name}?`);
  return new Promise((resolve) => {
    const shell = spawn('sh', ['-c', `${typed} 2>&1`], { cwd: projectDirectory });
    let out = '';
    shell.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    shell.on('close', (code) => resolve(`${out}\n${code === 0 ? '' : `exit code ${code}`}`));
  });
}
