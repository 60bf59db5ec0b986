/** What `dtm agencies` and `dtm systems` say. */
import type { AgencyList, AgencyNode, SystemList } from '../shared/contract/registry/tree-answers.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';

const more = (next: string | null): string[] =>
  next === null ? [] : [`There are more: go on with --after ${inLine(next)}`];

const stateText = ({ state, to, mergedInto }: AgencyNode): string =>
  state === 'merged' ? `${to}, now ${mergedInto}` : state === 'closed' ? `closed ${to}` : '';

/** Below a code stands the administrative code, where there is one. */
export function agenciesText({ asOf, node, agencies, next }: AgencyList): string {
  const head =
    node === null
      ? `Found, as of ${asOf}: ${counted(agencies.length, 'agency', 'agencies')}`
      : `${node.code} ${inLine(node.names.en)}, as of ${asOf}: ${counted(node.agencies, 'agency', 'agencies')} and ${counted(node.systems, 'system')} right below it`;
  if (agencies.length === 0) return head;
  const drawn = table(
    [
      { head: 'code' },
      { head: 'name', width: 48 },
      { head: 'below', align: 'right' },
      { head: 'systems', align: 'right' },
      { head: 'ended', width: 20 },
    ],
    agencies.map((one) => [
      [one.code, ...(one.administrativeCode === null ? [] : [`(${one.administrativeCode})`])],
      [one.names.vi, one.names.en],
      String(one.agencies),
      String(one.systems),
      stateText(one),
    ]),
  );
  return [head, drawn, ...more(next)].join('\n\n');
}

export function systemsText({ asOf, node, systems, next }: SystemList): string {
  const head = `${inLine(node)} and all below it, as of ${asOf}: ${counted(systems.length, 'system')}${next === null ? '' : ' and more'}`;
  if (systems.length === 0) return head;
  const drawn = table(
    [{ head: 'system' }, { head: 'name', width: 40 }, { head: 'agency' }, { head: 'stage' }, { head: 'due' }],
    systems.map(({ id, names, agency, details, to }) => [
      id,
      names.en,
      agency,
      to !== null && to < asOf ? `ended ${to}` : (details?.stage ?? ''),
      details?.due ?? '',
    ]),
  );
  return [head, drawn, ...more(next)].join('\n\n');
}
