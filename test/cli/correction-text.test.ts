import { expect, test } from 'vitest';
import { correctionText } from '../../cli/correction-text.ts';
import { english } from '../fixtures/view.ts';

const of = 'H26.dvc~etx-monthly~2026-10~1';

test('each cell before and after; a ratio has both parts, what is not there a hyphen', () => {
  const cells = [
    { cell: 'cost.balance', before: '1', after: '1200.5' },
    { cell: 'share.online', before: null, after: ['3', '4'] as [string, string] },
  ];
  expect(correctionText({ of, unchanged: false, cells }, english)).toBe(
    [
      `Against ${of}, cells that would change: 2`,
      'cell          before   after',
      '────────────  ──────  ──────',
      'cost.balance       1  1200.5',
      'share.online       -   3 / 4',
    ].join('\n'),
  );
});

test('nothing that would change is said in words, in both languages', () => {
  const nothing = { of, unchanged: true, cells: [] };
  expect(correctionText(nothing, english)).toBe(`Nothing would change: ${of} has the same figures.`);
  expect(correctionText(nothing, { ...english, language: 'vi' })).toBe(
    `Không thay đổi gì: ${of} có cùng số liệu.`,
  );
});

test('of very many cells the first are shown, and how many more there are', () => {
  const cells = Array.from({ length: 31 }, (_, at) => ({ cell: `c.${at}`, before: '0', after: '1' }));
  expect(correctionText({ of, unchanged: false, cells }, english)).toContain('\n1 more: --json has all.');
});
