/** What commander says of a command line that is wrong, in Vietnamese: it has its texts in English only. */

const rows: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.*)'/, "lỗi: không có tùy chọn '$1'"],
  [/^error: unknown command '(.*)'/, "lỗi: không có lệnh '$1'"],
  [/^error: missing required argument '(.*)'/, "lỗi: thiếu tham số '$1'"],
  [/^error: required option '(.*)' not specified/, "lỗi: thiếu tùy chọn bắt buộc '$1'"],
  [/^error: option '(.*)' argument missing/, "lỗi: tùy chọn '$1' thiếu giá trị"],
  [/^error: option '(.*?)' argument '(.*)' is invalid\./, "lỗi: tùy chọn '$1' có giá trị sai '$2'."],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*)'\./,
    "lỗi: tham số '$2' có giá trị sai '$1'.",
  ],
  [
    /^error: too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+): (.*)\.$/,
    'lỗi: thừa tham số: cần $2, nhận $3: $4.',
  ],
  [/^\(Did you mean one of (.*)\?\)/, '(Có phải là một trong: $1?)'],
  [/^\(Did you mean (.*)\?\)/, '(Có phải là $1?)'],
  [/^\(--help shows what there is\)/, '(--help cho biết có những gì)'],
  [/Allowed choices are (.*)\.$/, 'Được phép: $1.'],
  [/\ballowed: a time with its zone, such as /, 'được phép: thời điểm kèm múi giờ, như '],
  [/\ballowed: (\d+) to (\d+)/, 'được phép: $1 đến $2'],
  [/\ballowed: /, 'được phép: '],
  [/\bthe stage is said with --stage\./, 'môi trường được nêu bằng --stage.'],
];

/** Line by line; what it does not know it leaves as it is. */
export const inVietnamese = (text: string): string =>
  text
    .split('\n')
    .map((line) => rows.reduce((said, [pattern, vi]) => said.replace(pattern, vi), line))
    .join('\n');
