/** docs/deploy.md says of what is left behind what preflight says: the same sentence, the same commands. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  LEFT_BEHIND,
  removeStack,
  takeAway,
  takeBack,
} from '../../../../../shared/domain/oversight/preflight/left-behind.ts';
import { namedTypes } from '../../../../../shared/domain/oversight/preflight/plan.ts';

const page = readFileSync(new URL('../../../../../docs/deploy.md', import.meta.url), 'utf8');
const [, section = ''] = /^## After a first deployment that failed\n([\s\S]*?)^## /m.exec(page) ?? [];
const commands = [...section.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);

test('the page has the commands of preflight, in their order, and no other', () => {
  expect(commands).toEqual([
    ...removeStack('dtm-prod-stateful', true),
    ...namedTypes.flatMap((type) => takeAway(type, '<name>')),
    takeBack('stateful', '-c stage=prod'),
  ]);
});

test('the page says why, in the words of preflight', () => {
  expect(section.replaceAll('\n', ' ')).toContain(LEFT_BEHIND.en);
});
