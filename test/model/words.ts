/** Calls in words, for the story of a violation. */
import type { NodeKey, StoredNode } from '../../shared/app/ports/totals.ts';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import type { Operation } from './operations.ts';

const entryInWords = (entry: LedgerEntry): string =>
  `${entry.kind} ${entry.system} ${'revision' in entry ? `revision ${entry.revision}` : entry.idempotencyKey}`;

export function callInWords([name, ...given]: Operation): string {
  switch (name) {
    case 'put entry':
      return `records ${entryInWords(given[0] as LedgerEntry)}`;
    case 'send':
      return `enqueues ${entryInWords(JSON.parse(String(given[0])) as LedgerEntry)}`;
    case 'read total':
      return `reads the total of ${(given[0] as NodeKey).node} and its version`;
    case 'put total': {
      const [key, node, expected] = given as [NodeKey, StoredNode, number | null];
      const cells = Object.entries(node.content.cells).map(([cell, value]) => `${cell} ${String(value)}`);
      return `puts ${key.node} = {${cells.join(', ')}} as version ${node.version}, expecting ${expected ?? 'none'}`;
    }
    case 'read totals below':
      return `reads the totals below ${String(given[0]).split('#')[2]}`;
    case 'read reports':
      return `reads the reports of ${String(given[1])}`;
    case 'read events':
      return `reads the events of ${String(given[0])}`;
    default:
      return name.replace('read registry', 'reads the registry');
  }
}
