/** A file that is sent: of any size, so read in parts; standard input is read whole. */
import { createHash, hash } from 'node:crypto';
import { basename } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import {
  type FileKind,
  firstSystemIn,
  isGzip,
  kindOfFile,
  textOfHead,
} from '../../shared/domain/batches/file-kind.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import { fileOf, headOf, partOf, piecesOf } from '../files.ts';

export type FileSource = {
  readonly name: string;
  /** Null: standard input. */
  readonly path: string | null;
  readonly size: number;
  readonly kind: FileKind;
  readonly encoding: 'identity' | 'gzip';
  /** The level-1 agency of the first system in it; null where none is found. */
  readonly sender: string | null;
  /** From an offset, at most so many bytes. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
  readonly sha256: () => Promise<string>;
  readonly whole: () => Promise<Buffer<ArrayBuffer>>;
};

const HEAD = 16 * 1024;

/** Throws where it cannot be read. */
export function sourceOf(path: string): FileSource {
  if (path === '-') {
    const { name, content } = fileOf(path);
    return {
      ...whatIsIn(name, content.subarray(0, HEAD)),
      ...{ name, path: null, size: content.length },
      read: async (offset, length) => content.subarray(offset, offset + length),
      sha256: async () => hash('sha256', content),
      whole: async () => content,
    };
  }
  const { head, size } = headOf(path, HEAD);
  return {
    ...whatIsIn(basename(path), head),
    ...{ name: basename(path), path, size },
    read: (offset, length) => partOf(path, offset, length),
    sha256: async () => {
      const digest = createHash('sha256');
      for await (const bytes of piecesOf(path)) digest.update(bytes);
      return digest.digest('hex');
    },
    whole: async () => fileOf(path).content,
  };
}

function whatIsIn(name: string, head: Uint8Array): Pick<FileSource, 'kind' | 'encoding' | 'sender'> {
  const encoding = isGzip(head) ? 'gzip' : 'identity';
  const plain = encoding === 'gzip' ? beginningOf(head) : head;
  const system = firstSystemIn(textOfHead(plain));
  return { kind: kindOfFile(plain, name), encoding, sender: system && levelOne(system) };
}

/** What the beginning of a gzip file decompresses to; nothing where it is none. */
function beginningOf(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array();
  }
}
