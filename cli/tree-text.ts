/** What `dtm agencies` and `dtm systems` say. */
import type { AgencyList, AgencyNode, SystemList } from '../shared/contract/registry/tree-answers.ts';
import { moreText } from './more-text.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { inLanguage, type Say, type View } from './view.ts';

const stateText = ({ state, to, mergedInto }: AgencyNode, say: Say): string => {
  if (state === 'merged') return say(`${to}, now ${mergedInto}`, `${to}, nay là ${mergedInto}`);
  return state === 'closed' ? say(`closed ${to}`, `đóng ${to}`) : '';
};

/** Below a code stands the administrative code, where there is one. */
export function agenciesText({ asOf, node, agencies, next }: AgencyList, view: View): string {
  const say = inLanguage(view);
  const head =
    node === null
      ? say(
          `Found, as of ${asOf}: ${counted(agencies.length, 'agency', 'agencies')}`,
          `Tìm thấy, tính đến ${asOf}: ${agencies.length} cơ quan`,
        )
      : say(
          `${node.code} ${inLine(node.names.en)}, as of ${asOf}: ${counted(node.agencies, 'agency', 'agencies')} and ${counted(node.systems, 'system')} right below it`,
          `${node.code} ${inLine(node.names.vi)}, tính đến ${asOf}: ngay dưới có ${node.agencies} cơ quan và ${node.systems} hệ thống`,
        );
  if (agencies.length === 0) return head;
  const drawn = table(
    [
      { head: say('code', 'mã') },
      { head: say('name', 'tên'), width: 48 },
      { head: say('below', 'cấp dưới'), align: 'right' },
      { head: say('systems', 'hệ thống'), align: 'right' },
      { head: say('ended', 'kết thúc'), width: 20 },
    ],
    agencies.map((one) => [
      [one.code, ...(one.administrativeCode === null ? [] : [`(${one.administrativeCode})`])],
      [one.names.vi, one.names.en],
      String(one.agencies),
      String(one.systems),
      stateText(one, say),
    ]),
    view.width,
  );
  return [head, drawn, ...moreText(next, say)].join('\n\n');
}

export function systemsText({ asOf, node, systems, next }: SystemList, view: View): string {
  const say = inLanguage(view);
  const where = inLine(node);
  const head = say(
    `${where} and all below it, as of ${asOf}: ${counted(systems.length, 'system')}${next === null ? '' : ' and more'}`,
    `${where} và mọi cấp dưới, tính đến ${asOf}: ${systems.length} hệ thống${next === null ? '' : ' và còn nữa'}`,
  );
  if (systems.length === 0) return head;
  const drawn = table(
    [
      { head: say('system', 'hệ thống') },
      { head: say('name', 'tên'), width: 40 },
      { head: say('agency', 'cơ quan') },
      { head: say('stage', 'giai đoạn') },
      { head: say('due', 'hạn') },
    ],
    systems.map(({ id, names, agency, details, to }) => [
      id,
      names[view.language],
      agency,
      to !== null && to < asOf ? say(`ended ${to}`, `kết thúc ${to}`) : (details?.stage ?? ''),
      details?.due ?? '',
    ]),
    view.width,
  );
  return [head, drawn, ...moreText(next, say)].join('\n\n');
}
