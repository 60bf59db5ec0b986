/** Alarms and docs/runbooks/ held against each other, both ways; and what the pages tell operators to type. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { dtmProgram } from '../../cli/program.ts';
import { functionNames } from '../../infra/bundle.ts';
import { savedQueryNames } from '../../infra/constructs/saved-queries.ts';
import { hub, synthesize } from './hub.ts';
import { linkedUnder, type Page, pages } from './runbook-pages.ts';

const named = {
  domain: 'dtm.mst.gov.vn',
  certificateArn: 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b',
};
const replicated = {
  replicaRegion: 'ap-southeast-3',
  replicaKeyArn: 'arn:aws:kms:ap-southeast-3:111111111111:key/0a1b',
};
/** With a domain and a replica, so that the alarms of both are there too. */
const assembly = synthesize(hub({ context: { ...named, ...replicated } }));
const alarms = assembly.all('AWS::CloudWatch::Alarm').map(({ properties }) => ({
  name: String(properties.AlarmName),
  text: String(properties.AlarmDescription),
  runbook: /docs\/runbooks\/([a-z0-9-]+)\.md$/.exec(String(properties.AlarmDescription))?.[1],
  actions: (properties.AlarmActions ?? []) as unknown[],
  recoveries: (properties.OKActions ?? []) as unknown[],
}));
const shape = [
  'What people notice',
  'How bad',
  'Look first',
  'Repair',
  'How you see that it is over',
  'Aftercare',
];
const procedures = linkedUnder('Procedures');
const families = pages.filter(({ name }) => !procedures.includes(name));

/** `dtm-<stage>-<queue>-age` covers `dtm-dev-submissions-age`. */
const covers = (pattern: string, alarm: string): boolean =>
  new RegExp(`^${pattern.replace('<stage>', 'dev').replace(/<[a-z]+>/g, '[a-z0-9-]+')}$`).test(alarm);

describe('alarms', () => {
  test.each(alarms)('$name says the impact, ends with its runbook, and the runbook names it', (alarm) => {
    expect(alarm.text).toMatch(/^[A-Z].{40,}\. Runbook: docs\/runbooks\/[a-z0-9-]+\.md$/);
    const page = pages.find(({ name }) => name === alarm.runbook);
    expect(page?.alarms.filter((pattern) => covers(pattern, alarm.name))).toHaveLength(1);
  });

  test('names are of the stage and unique', () => {
    const names = alarms.map(({ name }) => name);
    expect(names.filter((name) => !/^dtm-dev-[a-z0-9-]+$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('tell the operators when they go off and when they are over, but for the signals', () => {
    const signals = pages.flatMap(({ alarms: own, text }) => (text.includes('No mail') ? own : []));
    const wrong = alarms.filter(({ name, actions, recoveries }) => {
      const mails = signals.some((pattern) => covers(pattern, name)) ? 0 : 1;
      return actions.length !== mails || recoveries.length !== mails;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('their runbooks are behind the address of the repository where it is set', () => {
    const context = {
      repositoryUrl: 'https://git.mst.gov.vn/dtm/hub/-/blob/main',
      operatorsEmail: 'ops@mst.gov.vn',
    };
    const built = synthesize(hub({ context }));
    for (const { properties } of built.all('AWS::CloudWatch::Alarm'))
      expect(properties.AlarmDescription).toMatch(
        / Runbook: https:\/\/git\.mst\.gov\.vn\/dtm\/hub\/-\/blob\/main\/docs\/runbooks\/[a-z0-9-]+\.md$/,
      );
    expect(built.all('AWS::SNS::Subscription').map(({ properties }) => properties)).toMatchObject([
      { Protocol: 'email', Endpoint: 'ops@mst.gov.vn' },
      { Protocol: 'email', Endpoint: 'ops@mst.gov.vn' },
    ]);
  });
});

describe('pages', () => {
  test.each(families)('$name has its shape, and every alarm that it names is there', (page) => {
    expect(page.headings).toEqual(shape);
    const own = alarms.filter(({ runbook }) => runbook === page.name);
    const unused = page.alarms.filter((pattern) => !own.some(({ name }) => covers(pattern, name)));
    expect({ named: page.alarms.length > 0, unused }).toEqual({ named: true, unused: [] });
  });

  test('of functions and schedules say of each what people notice', () => {
    const rowsOf = (page: string): string[] =>
      (pages.find(({ name }) => name === page)?.text ?? '')
        .split('\n')
        .flatMap((line) => /^\| (`.+?) \|/.exec(line)?.[1] ?? [])
        .flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name));
    expect(rowsOf('function-errors').toSorted()).toEqual(functionNames.toSorted());
    const schedules = assembly
      .all('AWS::Scheduler::Schedule')
      .map(({ properties }) => String(properties.Name));
    expect(rowsOf('schedule-silence').toSorted()).toEqual(
      schedules.map((name) => name.replace('dtm-dev-', '')).toSorted(),
    );
  });

  test('the overview lists each once, as the page of an alarm or as a procedure', () => {
    const listed = [...linkedUnder('Alarms'), ...procedures];
    expect(listed.toSorted()).toEqual(pages.map(({ name }) => name).toSorted());
  });
});

/** Every command of `dtm`, parsed and not run. */
function parser(): Command {
  const refuse = () => {
    throw new Error('a test does not run commands');
  };
  const silent = () => undefined;
  const program = dtmProgram({
    say: silent,
    remark: silent,
    complain: silent,
    now: refuse,
    newId: refuse,
    environment: {},
    refuse,
    ask: async () => 'y',
  });
  const disarm = (command: Command): void => {
    command.action(silent).configureOutput({ writeErr: silent, writeOut: silent });
    command.commands.forEach(disarm);
  };
  program.commands.forEach(disarm);
  return program;
}

const examples: Readonly<Record<string, string>> = {
  agency: 'H26',
  dataset: 'etx-monthly',
  period: '2026-11',
  slot: 'a',
};
const filledIn = (command: string): string[] =>
  command.replace(/<([a-zA-Z]+)>/g, (_, name: string) => examples[name] ?? 'x1').split(/\s+/);

async function faultOf(command: string): Promise<string | null> {
  const [, words] = /^(?:npm run )?dtm(?: --)? (.*)$/.exec(command) ?? [];
  if (words === undefined) return null;
  const fault = await parser()
    .parseAsync(filledIn(words), { from: 'user' })
    .then(
      () => null,
      (error: Error) => error.message,
    );
  return fault === null ? null : `${command}: ${fault}`;
}

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const commands = pages.flatMap(({ commands: own }) => own);

describe('what the pages tell operators to type', () => {
  test('commands of dtm exist, with their options', async () => {
    const dtm = commands.filter((command) => /^(npm run )?dtm\b/.test(command));
    expect(dtm.length).toBeGreaterThan(5);
    expect((await Promise.all(dtm.map(faultOf))).filter((fault) => fault !== null)).toEqual([]);
  });

  test('a command that does not exist is found', async () => {
    expect(await faultOf('npm run dtm -- --stage <stage> dead-letters burn <id>')).toContain('burn');
    expect(await faultOf('npm run dtm -- verify --heal')).toContain('--heal');
  });

  test('scripts of npm exist', () => {
    const asked = commands.flatMap((command) => /^npm run ([a-z:-]+)/.exec(command)?.[1] ?? []);
    expect(asked.filter((script) => !(script in scripts))).toEqual([]);
  });

  test('names of the stage on the pages are names of the template', () => {
    const stacks = ['stateful', 'functions', 'background', 'api'].map((name) => `dtm-dev-${name}`);
    const template = JSON.stringify([stacks, assembly.all()]).replaceAll('dtm-dev-', 'dtm-<stage>-');
    const said = pages.flatMap(({ text }) => text.match(/dtm-<stage>-[a-z][a-z0-9-]*(?![a-z0-9<-])/g) ?? []);
    expect([...new Set(said)].filter((name) => !template.includes(name))).toEqual([]);
  });

  test('saved queries exist, and ask for events that some function writes', () => {
    const saved = assembly.all('AWS::Logs::QueryDefinition').map(({ properties }) => properties);
    const names = saved.map(({ Name }) => String(Name).replace('dtm-dev/', ''));
    const said = pages.flatMap(({ text }) => [...text.matchAll(/`dtm-<stage>\/([a-z-]+)`/g)]);
    expect(said.flatMap(([, name = '']) => (names.includes(name) ? [] : name))).toEqual([]);
    expect(names.toSorted()).toEqual(savedQueryNames.toSorted());
    const files = [
      ...functionNames.map((name) => `functions/${name}.ts`),
      'shared/app/verification/run-verification.ts',
    ];
    const sources = files.map((path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
    const events = saved.flatMap(({ QueryString }) =>
      [...String(QueryString).matchAll(/event (?:=|in) \[?("[^\]\n]+?"(?:, "[a-z-]+")*)/g)].flatMap(
        ([, list = '']) => list.split(', ').map((one) => one.replaceAll('"', '')),
      ),
    );
    expect(events.length).toBeGreaterThan(2);
    expect(events.filter((event) => !sources.some((text) => text.includes(`'${event}'`)))).toEqual([]);
  });
});

test('a page is read as it is written', () => {
  const { alarms: own, commands: all } = pages.find(({ name }) => name === 'dead-letters') as Page;
  expect(own).toEqual(['dtm-<stage>-<queue>-dlq', 'dtm-<stage>-<queue>-dlq-age']);
  expect(all).toContain('npm run dtm -- --stage <stage> dead-letters show <id>');
});
