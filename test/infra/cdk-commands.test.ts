/** Every `npx cdk` command of the documents: cdk knows its options, the app its stacks, and the settings are taken. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../infra/settings.ts';
import { hub } from './hub.ts';

const root = join(import.meta.dirname, '../..');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];

const filledIn: Readonly<Record<string, string>> = {
  account: '111111111111',
  region: 'ap-southeast-1',
  stage: 'prod',
  domain: 'dtm.mst.gov.vn',
  arn: 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b',
  id: '0a1b',
  zone: 'Z123',
  replicaRegion: 'ap-southeast-3',
  other: '222222222222',
};

type Typed = {
  readonly document: string;
  readonly line: string;
  readonly command: string;
  readonly options: readonly string[];
  readonly stacks: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
};

function typed(document: string, line: string): Typed {
  const words = line
    .replace(/\s+#.*$/, '')
    // The key of the replica is in its account.
    .replace(
      '<ReplicaKeyArn>',
      `arn:aws:kms:ap-southeast-3:<${/replicaAccount/.test(line) ? 'other' : 'account'}>:key/0a1b`,
    )
    .replace(/<(\w+)>/g, (whole, name: string) => filledIn[name] ?? whole)
    .split(/\s+/)
    .slice(2);
  const [command = '', ...rest] = words;
  const settings: Record<string, string> = {};
  const options: string[] = [];
  const stacks: string[] = [];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-c') {
      const [, key = '', value = ''] = /^([^=]+)=(.*)$/.exec(rest.shift() ?? '') ?? [];
      settings[key] = value;
    } else if (word.startsWith('-')) options.push(word);
    else stacks.push(word);
  }
  return { document, line, command, options, stacks, settings };
}

const commands = documents.flatMap((document) => {
  const text = readFileSync(join(root, document), 'utf8').replace(/\\\n\s*/g, '');
  const lines = [...text.matchAll(/^npx cdk .*$/gm)].map(([line]) => line);
  const quoted = [...text.matchAll(/`(npx cdk [^`\n]+)`/g)].map(([, line = '']) => line);
  return [...lines, ...quoted].map((line) => typed(document, line));
});

const helpOf = new Map<string, string>();
beforeAll(async () => {
  const cdk = promisify(execFile);
  await Promise.all(
    [...new Set(commands.map((one) => one.command))].map(async (command) => {
      const { stdout } = await cdk(join(root, 'node_modules/.bin/cdk'), [command, '--help'], { cwd: root });
      helpOf.set(command, stdout);
    }),
  );
});

/** With the replica, so that it has every stack that there can be. */
const built = hub({ context: { replicaRegion: 'ap-southeast-3' } });
const ids = built.app.synth().stacks.map(({ id }) => id);

describe.each(commands)('$document: $line', ({ command, options, stacks, settings }) => {
  test('cdk knows the command and each option', () => {
    // Of a command that it does not have cdk shows all commands.
    expect(helpOf.get(command)?.trimStart()).toMatch(new RegExp(`^cdk ${command}\\b`));
    for (const option of options) expect(helpOf.get(command)).toMatch(new RegExp(`(^|\\s)${option}[,\\s]`));
  });

  test('names stacks of the app, and settings that it takes', () => {
    if (command === 'bootstrap')
      return expect(stacks).toEqual([expect.stringMatching(/^aws:\/\/111111111111\/ap-southeast-[13]$/)]);
    for (const stack of stacks) expect(ids).toContain(stack);
    const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
    const given: Record<string, unknown> = { ...context, ...settings };
    expect(readSettings((key) => given[key])).toMatchObject({ stage: given.stage });
  });
});

const { account, stateful, functions, background, api } = built;
const dependentsOf = (id: string): string[] =>
  [account, stateful, functions, background, api]
    .filter(({ dependencies }) => dependencies.some(({ node }) => node.id === id))
    .map(({ node }) => node.id);

test.each(documents)('%s destroys no stack before those that refer to it', (document) => {
  const gone: string[] = [];
  for (const one of commands.filter((each) => each.document === document && each.command === 'destroy')) {
    gone.push(...one.stacks);
    for (const stack of one.stacks) expect(gone).toEqual(expect.arrayContaining(dependentsOf(stack)));
  }
  expect(new Set(gone).size).toBe(new Set(gone.filter((id) => ids.includes(id))).size);
});

test('each of them was found', () => {
  expect(commands.map(({ command }) => command)).toEqual(
    expect.arrayContaining(['bootstrap', 'diff', 'deploy', 'destroy']),
  );
});
