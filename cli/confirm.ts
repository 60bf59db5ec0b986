/** What cannot be taken back is done when somebody has said so: with `--yes`, or on a terminal when asked. */
import type { Command } from 'commander';
import type { Surroundings } from './commands/command.ts';
import { CommandFault } from './fault.ts';
import { pathOf } from './help/paths.ts';
import { inLine } from './shown.ts';
import { inLanguage, type Say, type View } from './view.ts';

type Words = readonly string[];
type Options = {
  readonly yes?: true;
  readonly dryRun?: true;
  readonly to?: string;
  readonly journal?: string;
  readonly accept?: string;
};

/** By the command: what happens for good; null where these options do nothing of the kind. */
export const forGood: Readonly<Record<string, (words: Words, options: Options, say: Say) => string | null>> =
  {
    'dead-letters delete': ([id = ''], _, say) =>
      say(`Message ${id} is taken out of the queue for good.`, `Thông điệp ${id} bị bỏ hẳn khỏi hàng đợi.`),
    'key revoke': ([key = ''], _, say) =>
      say(
        `Key ${key} stops working within a minute, and never works again.`,
        `Khóa ${key} ngừng hoạt động trong vòng một phút và không bao giờ dùng lại được.`,
      ),
    'key leaked': ([key = ''], _, say) =>
      say(
        `Key ${key} stops working within a minute, and never works again; its sender needs the next one.`,
        `Khóa ${key} ngừng hoạt động trong vòng một phút và không bao giờ dùng lại được; bên gửi cần khóa kế tiếp.`,
      ),
    'receipt-keys leaked': ([slot = ''], _, say) =>
      say(
        `All keys of slot ${slot} are revoked for ever: receipts that they signed prove nothing alone.`,
        `Mọi khóa của ngăn ${slot} bị thu hồi vĩnh viễn: riêng biên nhận do chúng ký không còn giá trị chứng minh.`,
      ),
    restore: (_, { to, journal }, say) => {
      if (journal !== undefined)
        return say(
          `This hub is filled from the journal in ${journal} (--dry-run shows the plan).`,
          `Hệ thống này được nạp từ nhật ký trong ${journal} (--dry-run cho xem kế hoạch).`,
        );
      return say(
        `The tables are brought back to ${to}; what they hold now is overwritten where it differs (--dry-run shows the plan).`,
        `Các bảng được đưa về ${to}; nội dung hiện tại bị ghi đè ở chỗ khác biệt (--dry-run cho xem kế hoạch).`,
      );
    },
    verify: (_, { accept }, say) =>
      accept === undefined
        ? null
        : say(
            `Entry ${accept} is journalled and counted for good, as you know it to be genuine.`,
            `Bản ghi ${accept} được ghi vào nhật ký và tính vĩnh viễn, vì bạn biết là thật.`,
          ),
  };

/** Throws, exit code 2, where nobody says yes. `where` names the hub. */
export async function confirm(
  command: Command,
  where: string,
  view: View,
  ask: Surroundings['ask'],
): Promise<void> {
  const path = pathOf(command);
  const warningOf = Object.hasOwn(forGood, path) ? forGood[path] : undefined;
  const options = command.opts<Options>();
  const say = inLanguage(view);
  const warning = warningOf?.(command.args, options, say) ?? null;
  if (warning === null || options.yes || options.dryRun) return;
  const what = inLine(`${where}: ${warning}`);
  if (!ask)
    throw new CommandFault(
      say(
        `${path}: ${what} There is no terminal to ask on: say it with --yes; nothing was done`,
        `${path}: ${what} Không có cửa sổ dòng lệnh để hỏi: hãy xác nhận bằng --yes; chưa làm gì`,
      ),
    );
  const answer = await ask(`${what}\n${say('Go on? [y/N] ', 'Tiếp tục? [c/K] ')}`);
  if (!/^\s*(y|yes|c|co|có)\s*$/iu.test(answer.normalize('NFC')))
    throw new CommandFault(say(`${path}: nothing was done`, `${path}: chưa làm gì`));
}
