/** One finding of a preflight. */
import type { Localized } from '../../../contract/text.ts';
import { localized } from '../../language/localized.ts';
import type { Reading, Unread } from './readings.ts';

export type Verdict =
  | 'ready'
  /** The deployment would fail, or the hub would not bear what it is made for. */
  | 'missing'
  /** Could be better; nothing fails. */
  | 'advice'
  | 'unread';

/** A name, a number or what AWS says is the same in all languages. */
export type Words = Localized | string;

export type Row = {
  readonly what: Words;
  readonly found: Words;
  readonly needed: Words;
  readonly verdict: Verdict;
  /** Sentences, and commands to be pasted, which begin with `$ `. */
  readonly todo: readonly Words[];
};

/** A row as it is read in a language. */
export type RowIn = { readonly [Name in keyof Omit<Row, 'verdict' | 'todo'>]: string } & {
  readonly verdict: Verdict;
  readonly todo: readonly string[];
};

const wordsIn = (words: Words, language: keyof Localized): string =>
  typeof words === 'string' ? words : words[language];

export const rowIn = (row: Row, language: keyof Localized): RowIn => ({
  what: wordsIn(row.what, language),
  found: wordsIn(row.found, language),
  needed: wordsIn(row.needed, language),
  verdict: row.verdict,
  todo: row.todo.map((words) => wordsIn(words, language)),
});

export const ready = (what: Words, found: Words, needed: Words): Row => ({
  what,
  found,
  needed,
  verdict: 'ready',
  todo: [],
});

export const command = (text: string): string => `$ ${text}`;

/** The row of a reading: its own where it was read, else one that says why not. */
export const rowOf = <T>(
  what: Words,
  needed: Words,
  reading: Reading<T>,
  judged: (value: T) => Row | readonly Row[],
): Row[] => (reading.ok ? [judged(reading.value)].flat() : [unreadRow(what, needed, reading.problem)]);

function unreadRow(what: Words, needed: Words, unread: Unread): Row {
  const row = { what, needed, verdict: 'unread' } as const;
  switch (unread.kind) {
    case 'no region':
      return {
        ...row,
        found: localized('not read: no region is given', 'chưa đọc: chưa nêu vùng'),
        todo: [
          localized(
            'Say which region of AWS the hub is to be in, and as whom to look:',
            'Hãy nêu vùng AWS sẽ đặt hệ thống và tài khoản để xem:',
          ),
          command('export AWS_REGION=ap-southeast-1 AWS_PROFILE=<profile>'),
        ],
      };
    case 'no credentials':
      return {
        ...row,
        found: localized('not read: no credentials are given', 'chưa đọc: chưa có thông tin đăng nhập'),
        todo: [
          localized(
            `Say as whom to look at AWS (${unread.message}):`,
            `Hãy nêu tài khoản để xem AWS (${unread.message}):`,
          ),
          command('export AWS_PROFILE=<profile>'),
        ],
      };
    case 'refused': {
      const { action } = unread;
      return {
        ...row,
        found: localized(`not read: ${action} is refused`, `chưa đọc: ${action} bị từ chối`),
        todo: [
          localized(
            `Whoever runs this needs the right ${action}; or ask an administrator.`,
            `Người chạy lệnh này cần quyền ${action}; hoặc hãy hỏi quản trị viên.`,
          ),
        ],
      };
    }
    case 'silent': {
      const { action } = unread;
      return {
        ...row,
        found: localized(`not read: no answer to ${action}`, `chưa đọc: ${action} không có trả lời`),
        todo: [
          localized(
            'Is the network between here and AWS open? Run it again.',
            'Mạng từ đây đến AWS có thông không? Hãy chạy lại.',
          ),
        ],
      };
    }
    case 'failed':
      return {
        ...row,
        found: localized('not read', 'chưa đọc'),
        todo: [`${unread.action}: ${unread.message}`],
      };
  }
}
