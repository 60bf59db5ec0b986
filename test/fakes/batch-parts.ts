/** Uploads in parts, in memory: parts by number, the last that came; one file of them, once. */
import { hash } from 'node:crypto';
import type { PartPorts, PutUpload } from '../../shared/app/ports/batches.ts';

type Part = { readonly bytes: Buffer; readonly tag: string };

export function fakeParts(putUpload: PutUpload) {
  const uploads = new Map<string, Map<number, Part>>();
  const signed: { readonly number: number; readonly size: number }[] = [];
  let [begun, tags] = [0, 0];
  const ports: PartPorts & { beginUpload: (name: string) => Promise<string> } = {
    beginUpload: async () => {
      begun += 1;
      uploads.set(`upload${begun}`, new Map());
      return `upload${begun}`;
    },
    listParts: async ({ uploadId }) => {
      const there = uploads.get(uploadId);
      if (there === undefined) return null;
      return [...there]
        .sort(([a], [b]) => a - b)
        .map(([number, { bytes, tag }]) => ({
          ...{ number, tag, size: bytes.length },
          sha256: hash('sha256', bytes),
        }));
    },
    signPart: async (_, { number, sha256, size }) => {
      signed.push({ number, size });
      return { url: `https://uploads/${number}`, headers: { sha256 } };
    },
    completeParts: async ({ name, uploadId }, parts) => {
      const there = uploads.get(uploadId);
      if (there === undefined) return 'made';
      const chosen = parts.map(({ number, tag }) => ({ tag, part: there.get(number) }));
      if (chosen.some(({ tag, part }) => part?.tag !== tag)) return 'changed';
      uploads.delete(uploadId);
      await putUpload(name, Buffer.concat(chosen.map(({ part }) => part?.bytes ?? Buffer.alloc(0))), '');
      return 'made';
    },
  };
  return {
    ports,
    /** What was signed. */
    signed,
    /** A part comes, to where it was signed. */
    send: (uploadId: string, number: number, bytes: Buffer): void => {
      tags += 1;
      uploads.get(uploadId)?.set(number, { bytes, tag: `tag${tags}` });
    },
    /** As the bucket's lifecycle does. */
    drop: (uploadId: string): void => {
      uploads.delete(uploadId);
    },
  };
}
