/** What `dtm me` says: whose key it is, and which periods are open for it. */
import type { Me, OpenPeriod } from '../shared/contract/access/me.ts';
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { inLanguage, minuteText, type View } from './view.ts';

const levels: Readonly<Record<OpenPeriod['deadlines'][number]['level'], Localized>> = {
  central: localized('central', 'trung ương'),
  province: localized('province', 'cấp tỉnh'),
  department: localized('department', 'cấp sở'),
  commune: localized('commune', 'cấp xã'),
};

const deadlinesOf = ({ deadlines }: OpenPeriod, view: View): string[] =>
  deadlines.map(({ level, at }) => `${minuteText(at, view)} ${levels[level][view.language]}`);

/** The least that is left of all quotas of a window: who has one less than another is stopped by it first. */
function quotasText(quotas: Me['quotas'], view: View): string[] {
  const say = inLanguage(view);
  const words = { hour: say('This hour', 'Giờ này'), day: say('Today', 'Hôm nay') };
  return (['hour', 'day'] as const).flatMap((window) => {
    const [least] = quotas.filter((one) => one.window === window).sort((a, b) => a.left - b.left);
    if (least === undefined) return [];
    const { left, limit, until } = least;
    const end = minuteText(until, view);
    return say(
      `${words[window]}, until ${end}, about ${left} of ${limit} requests are left.`,
      `${words[window]}, đến ${end}, còn khoảng ${left} trong ${limit} yêu cầu.`,
    );
  });
}

export function meText({ credential, agencies, systems, datasets, quotas, now }: Me, view: View): string {
  const say = inLanguage(view);
  const { keyId, clientId, scopes, validTo } = credential;
  const holders = agencies.map(({ code, names }) => `${code} ${inLine(names[view.language])}`).join(', ');
  const holder = holders || credential.agency;
  const only = credential.systems?.length;
  const limited =
    only === undefined ? '' : say(`; only ${counted(only, 'system')}`, `; chỉ ${only} hệ thống`);
  const [may, until, at] = [scopes.join(', '), minuteText(validTo, view), minuteText(now, view)];
  const head = [
    clientId === undefined
      ? say(`Key ${keyId} of ${holder}${limited}`, `Khóa ${keyId} của ${holder}${limited}`)
      : say(
          `Client ${inLine(clientId)} (${keyId}) of ${holder}${limited}`,
          `Ứng dụng khách ${inLine(clientId)} (${keyId}) của ${holder}${limited}`,
        ),
    say(
      `may ${may} until ${until}; it is ${at} at the hub.`,
      `được ${may} đến ${until}; giờ của hệ thống là ${at}.`,
    ),
    say(
      `${counted(systems.count, 'system')}, of which ${systems.connected} may report; dtm systems lists them.`,
      `${systems.count} hệ thống, trong đó ${systems.connected} được báo cáo; dtm systems liệt kê.`,
    ),
    ...quotasText(quotas, view),
  ].join('\n');
  if (datasets.length === 0)
    return `${head}\n\n${say('Nothing is open for it.', 'Không có kỳ nào đang mở cho khóa này.')}`;
  const drawn = table(
    [
      { head: say('dataset', 'bộ dữ liệu') },
      { head: say('period', 'kỳ') },
      { head: say('days', 'ngày'), width: 14 },
      { head: say('on time before', 'đúng hạn trước') },
      { head: say('systems', 'hệ thống'), align: 'right' },
    ],
    datasets.flatMap(({ id, periods }) =>
      periods.map((period) => [
        id,
        period.id,
        [`${period.from} ${say('to', 'đến')}`, period.to],
        deadlinesOf(period, view),
        String(period.systems),
      ]),
    ),
    view.width,
  );
  return `${head}\n\n${drawn}`;
}
