/** Which part of a package is which: its relationships and content types (ECMA-376-2 §6.5, §7.2.3). */
import type { Archive } from './archive.ts';
import { readXml } from './xml-events.ts';

/** In bytes, of a part that has a line for each sheet, style or the like. */
export const MOST_OF_A_LIST = 8_000_000;

export type Relationship = {
  readonly id: string;
  /** The last word of its type: `worksheet`, `sharedStrings`; the rest of the address differs between the two forms of the standard. */
  readonly type: string;
  /** The name of a part. */
  readonly target: string;
};

/** A target is written from the folder of the part that has it, or from the root. */
function resolve(folder: string, target: string): string {
  const path = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** None where the part has none. */
export async function relationshipsOf(archive: Archive, part: string): Promise<readonly Relationship[]> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, Math.max(slash, 0));
  const name = `${folder === '' ? '' : `${folder}/`}_rels/${part.slice(slash + 1)}.rels`;
  const found: Relationship[] = [];
  if (!archive.has(name)) return found;
  await readXml(name, archive.open(name, MOST_OF_A_LIST), {
    open(element, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (element !== 'Relationship' || mode === 'External') return;
      found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolve(folder, target) });
    },
  });
  return found;
}

/** The content type of each part that is asked for. */
export async function contentTypes(archive: Archive): Promise<(part: string) => string> {
  const name = '[Content_Types].xml';
  const byEnding = new Map<string, string>();
  const byPart = new Map<string, string>();
  await readXml(name, archive.open(name, MOST_OF_A_LIST), {
    open(element, { Extension: ending = '', PartName: part = '', ContentType: type = '' }) {
      if (element === 'Default') byEnding.set(ending.toLowerCase(), type);
      if (element === 'Override') byPart.set(part.replace(/^\/+/, '').toLowerCase(), type);
    },
  });
  return (part) => {
    const lower = part.toLowerCase();
    return byPart.get(lower) ?? byEnding.get(lower.slice(lower.lastIndexOf('.') + 1)) ?? '';
  };
}
