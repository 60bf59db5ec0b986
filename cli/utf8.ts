/** The text in bytes: UTF-8 and nothing else. A letter that was read wrongly is not seen to be wrong any more. */
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { fail, ok, type Result } from '../shared/domain/problems/result.ts';
import { wideEncoding } from '../shared/domain/values/wide-encoding.ts';

const fatal = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const isPrefix = (bytes: Uint8Array): boolean => {
  try {
    fatal().decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** What is whole before the first byte that is wrong. */
function rightPart(bytes: Uint8Array): string {
  let [right, wrong] = [0, bytes.length + 1];
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2);
    if (isPrefix(bytes.subarray(0, middle))) right = middle;
    else wrong = middle;
  }
  return fatal().decode(bytes.subarray(0, right), { stream: true });
}

/** So much of what stands before the byte lets a person find it. */
const LEAD = 20;

function wrongByte(bytes: Uint8Array): Localized {
  const before = rightPart(bytes);
  const offset = Buffer.byteLength(before);
  const lines = before.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const line = [...(lines.at(-1) ?? '')];
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const lead = JSON.stringify(line.slice(-LEAD).join(''));
  const [row, character, begins] = [lines.length, line.length + 1, line.length === 0];
  return localized(
    `row ${row}, character ${character}${begins ? '' : `, behind ${lead}`}: byte 0x${byte} (offset ${offset}) is not UTF-8`,
    `dòng ${row}, ký tự ${character}${begins ? '' : `, sau ${lead}`}: byte 0x${byte} (vị trí ${offset}) không phải UTF-8`,
  );
}

/** Without the byte order mark. The problem says what is wrong, where, and what to do. */
export function readUtf8(bytes: Uint8Array): Result<string, Localized> {
  const encoding = wideEncoding(bytes);
  if (encoding !== null)
    return fail(
      localized(
        `it is ${encoding}, not UTF-8: save it as UTF-8 (iconv -f ${encoding} -t UTF-8)`,
        `tệp là ${encoding}, không phải UTF-8: hãy lưu lại dạng UTF-8 (iconv -f ${encoding} -t UTF-8)`,
      ),
    );
  try {
    return ok(
      fatal()
        .decode(bytes)
        .replace(/^\uFEFF/, ''),
    );
  } catch {
    const wrong = wrongByte(bytes);
    return fail(
      localized(
        `${wrong.en}: save it as UTF-8 (Excel: "CSV UTF-8"; of Windows-1258: iconv -f WINDOWS-1258 -t UTF-8)`,
        `${wrong.vi}: hãy lưu lại dạng UTF-8 (Excel: "CSV UTF-8"; từ Windows-1258: iconv -f WINDOWS-1258 -t UTF-8)`,
      ),
    );
  }
}
