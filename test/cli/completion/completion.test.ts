/** What Tab makes of a line that is begun, in a shell that somebody types into: zsh drives both. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completionScript, type ShellName } from '../../../cli/completion-script.ts';
import { dtmProgram } from '../../../cli/program.ts';

const hasZsh = spawnSync('zsh', ['--version']).status === 0;
const driver = join(import.meta.dirname, 'type-and-tab.zsh');
let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'dtm-completion-'));
  for (const file of ['report.json', 'two words.json']) writeFileSync(join(directory, file), '{}');
  mkdirSync(join(directory, 'seed'));
  writeFileSync(join(directory, 'seed', 'agencies.csv'), '');
});
// A shell that is hung up may be writing still.
afterAll(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));

const silent = () => undefined;
const program = dtmProgram({
  say: silent,
  remark: silent,
  complain: silent,
  now: () => 0,
  newId: () => '',
  environment: {},
  refuse: silent,
});

/** `show` takes the line from the shell's editor. */
const shells: Readonly<Record<ShellName, { readonly start: string; readonly show: string }>> = {
  zsh: {
    start: 'zsh -f -i',
    show: `show() { print -rn -- "$BUFFER" >| line; BUFFER=''; print -rn -- '<done>'; }\nzle -N show\nbindkey '^Xs' show`,
  },
  bash: {
    start: 'bash --norc -i',
    show: `show() { printf %s "$READLINE_LINE" > line; READLINE_LINE=''; printf '<done>'; }\nbind -x '"\\C-xs": show'`,
  },
};

/** Each line as it stands when Tab was pressed. */
function completed(shell: ShellName, lines: readonly string[]): string[] {
  const { start, show } = shells[shell];
  const first = `PS1=''\n${completionScript(program, shell)}\n${show}\nprintf '<%s>' ready\n`;
  writeFileSync(join(directory, `first.${shell}`), first);
  const run = spawnSync('zsh', ['-f', driver, start, `./first.${shell}`], {
    cwd: directory,
    encoding: 'utf8',
    input: lines.map((line) => `${line}\n`).join(''),
    env: { ...process.env, HOME: directory, TERM: 'dumb', HISTFILE: '' },
  });
  return run.stdout.trimEnd().split('\n');
}

const cases = {
  'dtm tot': 'dtm totals',
  'dtm key rev': 'dtm key revoke',
  'dtm --state x drills st': 'dtm --state x drills start',
  'dtm --state=key drills st': 'dtm --state=key drills start',
  'dtm key issue --agency H01 --sco': 'dtm key issue --agency H01 --scopes',
  'dtm me --lang v': 'dtm me --lang vi',
  'dtm me --lang=v': 'dtm me --lang=vi',
  'dtm admin history --task dr': 'dtm admin history --task drills',
  'dtm completion z': 'dtm completion zsh',
  'dtm totals --period 2': 'dtm totals --period 2',
  'dtm submit rep': 'dtm submit report.json',
  'dtm submit two\\ w': 'dtm submit two\\ words.json',
  'dtm submit ~/rep': 'dtm submit ~/report.json',
  'dtm receipt verify --body rep': 'dtm receipt verify --body report.json',
  'dtm registry load --seed se': 'dtm registry load --seed seed/',
  'dtm registry load --seed seed/ag': 'dtm registry load --seed seed/agencies.csv',
};

describe.skipIf(!hasZsh)('Tab in an interactive shell (skipped where there is no zsh)', () => {
  test.each(['zsh', 'bash'] as const)(
    '%s',
    (shell) => {
      const lines = Object.keys(cases);
      const found = completed(shell, lines).map((line) => line.trimEnd());
      expect(Object.fromEntries(lines.map((line, at) => [line, found[at]]))).toEqual(cases);
    },
    60_000,
  );
});
