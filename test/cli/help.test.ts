/** Every command of `dtm` has its help in both languages, examples that parse, `--json`; destructive ones ask. */
import { spawnSync } from 'node:child_process';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import type { Surroundings } from '../../cli/commands/command.ts';
import { completionScript } from '../../cli/completion-script.ts';
import { forGood } from '../../cli/confirm.ts';
import { examples } from '../../cli/help/examples.ts';
import { commandsOf, leavesOf, pathOf } from '../../cli/help/paths.ts';
import { vietnamese } from '../../cli/help/vietnamese.ts';
import { dtmProgram } from '../../cli/program.ts';

const silent = () => undefined;
function programWith(overrides: Partial<Surroundings> = {}): Command {
  const surroundings = {
    say: silent,
    remark: silent,
    complain: silent,
    now: () => 0,
    newId: () => 'id',
    environment: {},
    refuse: silent,
  };
  return dtmProgram({ ...surroundings, ...overrides });
}
const program = programWith();
const leaves = leavesOf(program).map((leaf) => [pathOf(leaf), leaf] as const);

/** Its actions do nothing but say which command ran. */
function disarmed(ran: string[], overrides: Partial<Surroundings> = {}): Command {
  const armed = programWith(overrides);
  for (const leaf of leavesOf(armed)) leaf.action(() => void ran.push(pathOf(leaf)));
  return armed;
}

describe('help', () => {
  test('has a Vietnamese text for every English one, and none that nobody says', () => {
    const said = commandsOf(program).flatMap((command) => [
      command.description(),
      ...command.options.map((one) => one.description),
      ...command.registeredArguments.map((one) => one.description),
    ]);
    expect([...new Set(said)].filter((text) => !Object.hasOwn(vietnamese, text))).toEqual([]);
    const titles = ['this page', 'Usage:', 'Arguments:', 'Options:', 'Global Options:', 'Commands:'];
    const used = new Set([...said, ...titles]);
    expect(Object.keys(vietnamese).filter((text) => !used.has(text))).toEqual([]);
  });

  test('says what exit codes mean in Vietnamese where it does in English', () => {
    const differ = Object.entries(vietnamese).filter(([en, vi]) =>
      [1, 2].some((code) => en.includes(`; exit code ${code} `) !== vi.includes(`; mã thoát ${code} `)),
    );
    expect(differ).toEqual([]);
  });

  test.each(leaves)(
    '%s: what it does, exit codes and examples, in the language of the locale',
    async (path) => {
      const textIn = async (environment: Record<string, string>): Promise<string> => {
        const lines: string[] = [];
        const own = programWith({ environment, say: (text) => void lines.push(text) });
        await own.parseAsync([...path.split(' '), '--help'], { from: 'user' }).catch(silent);
        return lines.join('\n');
      };
      const english = await textIn({ LANG: 'C.UTF-8' });
      expect(english).toMatch(/^Usage: dtm .*Exit codes:\n {2}0 {2}done\n.*Examples:\n {2}dtm /s);
      const inVietnamese = await textIn({ LANG: 'vi_VN.UTF-8' });
      expect(inVietnamese).toMatch(/^Cách dùng: dtm .*Mã thoát:\n {2}0 {2}xong\n.*Ví dụ:\n {2}dtm /s);
      expect(await textIn({ LC_ALL: 'C', LANG: 'vi_VN.UTF-8' })).toBe(english);
    },
  );

  test('says where exit code 2 means more than no answer', async () => {
    const lines: string[] = [];
    const own = programWith({ say: (text) => void lines.push(text) });
    await own.parseAsync(['submit', '--help'], { from: 'user' }).catch(silent);
    expect(lines.join('\n')).toMatch(
      /\n {2}2 {2}the command line is wrong[^\n]+\n {5}also when nothing of a file was accepted\n/,
    );
  });

  test('examples are of commands that there are, and run what they are of', async () => {
    expect(Object.keys(examples).toSorted()).toEqual(leaves.map(([path]) => path).toSorted());
    for (const [path, own] of Object.entries(examples)) {
      for (const words of own) {
        const ran: string[] = [];
        await disarmed(ran, { ask: async () => 'y' }).parseAsync(words.split(' '), { from: 'user' });
        expect(ran).toEqual([path]);
      }
    }
  });

  test('a word that is typed wrongly is answered with the nearest, in the language', async () => {
    const lines: string[] = [];
    const own = programWith({ complain: (text) => void lines.push(text) });
    await own.parseAsync(['--lang', 'vi', 'totls'], { from: 'user' }).catch(silent);
    expect(lines.join('\n')).toContain("lỗi: không có lệnh 'totls'\n(Có phải là totals?)");
  });
});

test.each(leaves)('%s has --json', (_, leaf) => {
  expect(leaf.options.map(({ long }) => long)).toContain('--json');
});

describe('what cannot be taken back', () => {
  const words: Readonly<Record<string, readonly string[]>> = {
    'dead-letters delete': ['dead-letters', 'delete', '1f0c2a9b', '--reason', 'by hand'],
    'key revoke': ['key', 'revoke', 'bri9pl6bjkbi'],
    'key leaked': ['key', 'leaked', 'bri9pl6bjkbi', '--since', '2026-11-20T02:30:00Z'],
    'receipt-keys leaked': ['receipt-keys', 'leaked', 'b'],
    restore: ['restore', '--to', '2026-11-20T02:30:00Z'],
    verify: ['verify', '--accept', 'H26.dvc~etx-monthly~2026-11~2', '--reason', 'seen the receipt'],
  };
  test('is each a command', () => {
    expect(Object.keys(forGood).toSorted()).toEqual(Object.keys(words).toSorted());
  });

  test.each(Object.entries(words))('%s is done when a person says yes, or by --yes', async (path, typed) => {
    const ran: string[] = [];
    const run = (ask: Surroundings['ask'], ...more: string[]) =>
      disarmed(ran, { ask: ask ?? null }).parseAsync([...typed, ...more], { from: 'user' });
    await expect(run(null)).rejects.toThrow(/--yes; nothing was done$/);
    await expect(run(async () => '')).rejects.toThrow('nothing was done');
    await expect(run(async () => 'no')).rejects.toThrow('nothing was done');
    expect(ran).toEqual([]);
    await run(async (question) => (question.startsWith('twin .twin: ') ? 'y' : ''));
    await run(null, '--yes');
    expect(ran).toEqual([path, path]);
  });

  test('a verification that accepts nothing asks nobody', async () => {
    const ran: string[] = [];
    await disarmed(ran).parseAsync(['verify', '--journal', '--repair'], { from: 'user' });
    expect(ran).toEqual(['verify']);
  });

  test('a dry run asks nobody', async () => {
    const ran: string[] = [];
    await disarmed(ran).parseAsync(['restore', '--to', '2026-11-20T02:30:00Z', '--dry-run'], {
      from: 'user',
    });
    expect(ran).toEqual(['restore']);
  });
});

describe('completion in bash', () => {
  const script = completionScript(program, 'bash');
  /** What bash offers when Tab is typed behind the words; the last is begun. */
  function offered(...typed: string[]): string[] {
    const line = `COMP_WORDS=(dtm ${typed.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${typed.length}; _dtm; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const run = spawnSync('bash', ['--norc', '-c', `${script}\n${line}`], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    return run.stdout.split('\n').filter((word) => word !== '');
  }

  test.each([
    [['tot'], ['totals']],
    [
      ['key', ''],
      ['issue', 'list', 'show', 'rotate', 'revoke', 'leaked', '--version'],
    ],
    [['key', 're'], ['revoke']],
    [['--state', 'x', 'drills', 'st'], ['start']],
    [
      ['totals', '--as'],
      ['--as-of', '--as'],
    ],
    [
      ['me', '--lang', ''],
      ['vi', 'en'],
    ],
    [['admin', 'history', '--task', 'dr'], ['drills']],
    [['completion', 'z'], ['zsh']],
    [['submit', 'package.j'], ['package.json']],
    [['receipt', 'verify', '--body', 'README'], ['README.md']],
    [['totals', '--period', ''], []],
  ])('%j offers %j', (typed, words) => {
    expect(offered(...typed).slice(0, words.length || 1)).toEqual(words);
  });

  test('offers at every command each of its options', () => {
    for (const [path, leaf] of leaves)
      expect(offered(...path.split(' '), '--')).toEqual(
        expect.arrayContaining(leaf.options.map(({ long }) => long)),
      );
  });
});
