/** Files that the commands of receipts are given. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { KeySet } from '../../shared/contract/receipt.ts';
import { CommandFault } from '../fault.ts';
import { receiptFaultText } from './faults.ts';
import { type Named, readKeySet } from './verify-receipt.ts';

/** `-` is standard input. Throws where it cannot be read. */
export function fileOf(path: string): Named<Buffer> {
  try {
    return {
      name: path === '-' ? 'standard input' : basename(path),
      content: readFileSync(path === '-' ? 0 : path),
    };
  } catch (error) {
    throw new CommandFault(`the file cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
export const textOf = ({ name, content }: Named<Buffer>): Named<string> => ({
  name,
  content: content.toString('utf8'),
});

/** Throws where it is no key set. */
export function keysIn(file: Named<string>): KeySet {
  const keys = readKeySet(file);
  if (!keys.ok) throw new CommandFault(receiptFaultText(keys.problem).slice(2));
  return keys.value;
}
