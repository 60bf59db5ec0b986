/** `--help` in both languages: commander's page, then what the exit codes mean and examples that can be pasted. */
import { Argument, type Command, Help, Option } from 'commander';
import type { Language } from '../../shared/contract/text.ts';
import { examples } from './examples.ts';
import { pathOf } from './paths.ts';
import { vietnamese } from './vietnamese.ts';

/** The English text stands in the command; the Vietnamese one is found by it. */
const helpText = (english: string, language: Language): string =>
  language === 'vi' && Object.hasOwn(vietnamese, english) ? (vietnamese[english] ?? english) : english;

type Parts = { readonly what: string; readonly no: string | null; readonly none: string | null };

/** A description may end with what exit code 1 means, and 2 beside what it always does: `…; exit code 1 when refused`. */
function partsOf(description: string): Parts {
  const [rest = '', none = null] = description.split(/; (?:exit code 2|mã thoát 2) /);
  const [what = '', no = null] = rest.split(/; (?:exit code 1|mã thoát 1) /);
  return { what, no, none };
}

/** The texts of commander's help in a language that is known only when it is shown. */
export function helpIn(language: () => Language): Partial<Help> {
  const base = new Help();
  const said = (text: string): string => helpText(text, language());
  return {
    showGlobalOptions: true,
    styleTitle: (title) => said(title),
    commandDescription: (command) => partsOf(said(command.description())).what,
    subcommandDescription: (command) => partsOf(said(command.description())).what,
    optionDescription: (option) => {
      const copy = Object.assign(new Option(option.flags), option, { description: said(option.description) });
      return base.optionDescription(copy);
    },
    argumentDescription: (argument) => {
      const copy = Object.assign(new Argument(argument.name()), argument, {
        description: said(argument.description),
      });
      return base.argumentDescription(copy);
    },
  };
}

/** What stands under the page of a command that does something. */
export function footOf(command: Command, language: Language): string {
  const path = pathOf(command);
  const { no, none } = partsOf(helpText(command.description(), language));
  const isVietnamese = language === 'vi';
  const codes = [
    isVietnamese ? 'Mã thoát:' : 'Exit codes:',
    isVietnamese ? '  0  xong' : '  0  done',
    `  1  ${no ?? (isVietnamese ? 'hệ thống từ chối' : 'the hub refuses it')}`,
    isVietnamese
      ? '  2  câu lệnh sai, hoặc không có câu trả lời: không ai trả lời, hoặc người hỏi không có quyền'
      : '  2  the command line is wrong, or there is no answer: nobody gives one, or whoever asks may not',
    ...(none === null ? [] : [`     ${none}`]),
  ];
  const own = examples[path] ?? [];
  const lines = own.map((words) => `  dtm ${words}`);
  return ['', ...codes, '', isVietnamese ? 'Ví dụ:' : 'Examples:', ...lines].join('\n');
}
