/** Where to call and with which key, for the commands that act as a sender. */
import { localized } from '../shared/domain/language/localized.ts';
import { type Answer, problemOf } from './call-hub.ts';
import type { Shell } from './commands/command.ts';
import { CommandFault } from './fault.ts';
import type { GivenKey } from './given-key.ts';
import type { Hub } from './hub.ts';
import { problemText } from './problem-table.ts';
import { inLanguage } from './view.ts';

export function apiOf({ apiUrl, stage }: Hub): string {
  if (apiUrl === null) {
    throw new CommandFault(
      localized(
        `the address of stage ${stage} is not known: give it with --url https://…/v1, or in DTM_URL`,
        `chưa biết địa chỉ của môi trường ${stage}: hãy nêu bằng --url https://…/v1 hoặc trong DTM_URL`,
      ),
    );
  }
  let end = apiUrl.length;
  while (apiUrl.charAt(end - 1) === '/') end -= 1;
  return apiUrl.slice(0, end);
}

/** The key that was given, else the one that the twin's start issued to the agency. */
export function keyFor({ keyOf }: Hub, given: GivenKey | null, agency: string | null): string {
  const key = given?.key ?? (agency === null ? null : keyOf(agency));
  if (key === null) {
    throw new CommandFault(
      localized(
        `no key${agency === null ? '' : ` for ${agency}`}: give one in DTM_KEY, or a file with --key-file`,
        `không có khóa${agency === null ? '' : ` cho ${agency}`}: hãy đưa khóa trong DTM_KEY, hoặc tệp bằng --key-file`,
      ),
    );
  }
  return key;
}

/** A refusal. A key that was not given on the command line can be another agency's than meant: where it came from is said. */
export function refusalText(answer: Answer, given: GivenKey | null, { view }: Pick<Shell, 'view'>): string {
  const isOfKey = answer.status === 401 || answer.status === 403;
  const text = problemText(problemOf(answer), view);
  if (!isOfKey || given === null || given.from === '--key-file') return text;
  const where = inLanguage(view)(
    `This key came from ${given.from}. Give another with --key-file; without ${given.from}, the one that npm start issued is used.`,
    `Khóa này lấy từ ${given.from}. Hãy đưa khóa khác bằng --key-file; nếu không có ${given.from} thì dùng khóa do npm start cấp.`,
  );
  return `${text}\n\n${where}`;
}
