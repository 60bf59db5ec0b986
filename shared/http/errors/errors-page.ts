/** `docs/errors.md`: every code with its status, what it means, how it reads, and what to do. Made at development time only. */
import { type Language, type Localized, languages } from '../../contract/text.ts';
import { findingText } from '../../domain/language/finding-text.ts';
import type { FindingCode } from '../../domain/problems/findings.ts';
import { type ProblemKind, problem, problems } from '../../domain/problems/problems.ts';
import { problemDetails } from '../render-problem.ts';
import { findingGuides, problemGuides, rooms } from './guides.ts';

const head = `# Errors / Các lỗi

Every code that the hub answers with. Made from its tables by \`npm run errors\`; a test holds it to them.
Search the page for the code, or put it behind \`#\` in its address. A call that is refused has one **problem** (\`code\`); \`errors[]\` has
the **findings** in it, each with its own \`code\`, its place and the sender's key. Nothing is recorded of a request that is refused.
"Change first": the same request is refused again. "Ask again": the same request can succeed, after \`Retry-After\`.
In Vietnamese times are Hanoi's (+07:00), in English UTC.

Mọi mã lỗi mà hệ thống trả về. Hãy tìm mã trên trang này, hoặc thêm \`#\` và mã vào cuối địa chỉ trang. Lời gọi bị từ chối có một **lỗi chung** (\`code\`);
\`errors[]\` nêu từng **lỗi chi tiết**, mỗi lỗi có \`code\`, vị trí và khóa của bên gửi. Yêu cầu bị từ chối không được ghi nhận gì.
"Sửa trước": gửi lại y nguyên vẫn bị từ chối. "Gửi lại": gửi lại y nguyên có thể thành công, sau \`Retry-After\`.
Thời điểm trong văn bản tiếng Việt theo giờ Hà Nội (+07:00), tiếng Anh theo UTC.
`;

const again = { never: 'sửa trước / change first', later: 'gửi lại / ask again' } as const;
const columns = ['Tiếng Việt', 'English'];

/** A text as a cell of a table has it: whatever is markup there is meant as it stands. */
const literal = (text: string): string => text.replace(/[|_*`]/g, '\\$&').replaceAll('<', '&lt;');

type Row = {
  readonly code: string;
  readonly status: string;
  readonly meaning: Localized;
  readonly example: (language: Language) => string;
  readonly remedy: Localized;
};

const rowText = ({ code, status, meaning, example, remedy }: Row, anchor: string): string => {
  const texts = languages.map(
    (language) =>
      `**${meaning[language]}.**<br>“${literal(example(language))}”<br>→ ${remedy[language].replaceAll('|', '\\|')}`,
  );
  return `| <a id="${anchor}"></a>\`${code}\` | ${status} | ${texts.join(' | ')} |`;
};

const problemRow = (code: ProblemKind): Row => {
  const { status, retry, title } = problems[code];
  const { example, remedy } = problemGuides[code];
  const said = (language: Language) => problemDetails(problem(code, example), language, '').detail;
  return { code, status: `${status}<br>${again[retry]}`, meaning: title, example: said, remedy };
};

const findingRow = (code: FindingCode): Row => {
  const found = findingGuides[code];
  const words = 'words' in found && found.words !== undefined ? found.words : {};
  const example = (language: Language) => findingText({ code, details: found.example, words }, language);
  const within = (kinds: readonly ProblemKind[]) =>
    kinds.length === 0
      ? 'tệp / a file'
      : kinds.map((kind) => `${problems[kind].status} [\`${kind}\`](#${kind})`).join('<br>');
  if ('meaning' in found) {
    return { code, status: within(found.within), meaning: found.meaning, example, remedy: found.remedy };
  }
  // The types have it so: what has no meaning of its own is carried by the problem of its name.
  const carrier = code as FindingCode & ProblemKind;
  const { remedy } = problemGuides[carrier];
  return { code, status: within([carrier]), meaning: problems[carrier].title, example, remedy };
};

const table = (name: string, status: string, rows: readonly string[]): string[] =>
  rows.length === 0
    ? []
    : ['', `| ${[name, status, ...columns].join(' | ')} |`, '|---|---|---|---|', ...rows];

/** A code that is both is found as the problem; behind `errors-` as the finding. */
const anchorOf = (code: FindingCode): string => (code in problems ? `errors-${code}` : code);

export const errorsPage = (): string =>
  [
    head,
    ...rooms.map(({ name, problems: kinds, findings }) =>
      [
        `## ${name.vi} / ${name.en}`,
        ...table(
          'lỗi chung / problem',
          'mã HTTP / status',
          kinds.map((kind) => rowText(problemRow(kind), kind)),
        ),
        ...table(
          'lỗi chi tiết / finding',
          'trong / within',
          findings.map((code) => rowText(findingRow(code), anchorOf(code))),
        ),
        '',
      ].join('\n'),
    ),
  ].join('\n');
