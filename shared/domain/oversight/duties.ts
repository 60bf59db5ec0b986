/** When what a system owes is due (R7, R9): from its last time, or from the day on which the duty began. */
import type { Duties, DutyRule } from '../../contract/oversight/duties.ts';
import type { Catalogue, System } from '../../contract/registry.ts';
import type { Localized } from '../../contract/text.ts';
import { localized, unworded } from '../language/localized.ts';
import { type Fault, fault } from '../problems/fault.ts';
import { notOfDataset } from '../registry/catalogue-rules.ts';

/** The day `months` calendar months later; of a shorter month the last day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The rules that a system is under; a duty has at most one for each size and level. */
export const rulesOf = (duties: Duties, { size, securityLevel }: System): DutyRule[] =>
  duties.filter(
    (rule) => rule.size === size && rule.levelFrom <= securityLevel && securityLevel <= rule.levelTo,
  );

const laterDay = (a: string, b: string): string => (a.localeCompare(b) > 0 ? a : b);

/** `last`: the day on which it was done last, null for never. Due on a day means in time all through it. */
export function dueDay(rule: DutyRule, system: Pick<System, 'due'>, last: string | null): string {
  return addMonths(last ?? laterDay(rule.from, system.due), rule.months);
}

/** 0 as long as it is in time. */
export const overdueDays = (due: string, today: string): number =>
  Math.max(0, (Date.parse(today) - Date.parse(due)) / 86_400_000);

const quoted = (ids: readonly string[]): Localized => unworded(ids.map((id) => `"${id}"`).join(', '));

/** Every fault at once; a path begins with the index of its rule. */
export const dutyFaults = (duties: Duties, catalogue: Catalogue): Fault[] =>
  duties.flatMap((rule, index) => [
    ...referenceFaults(rule, catalogue, index),
    ...levelFaults(rule, duties.slice(0, index), index),
  ]);

function referenceFaults(rule: DutyRule, { datasets, indicators }: Catalogue, index: number): Fault[] {
  const reports = datasets.filter(({ kind }) => kind === 'report');
  const dataset = reports.find(({ id }) => id === rule.dataset);
  if (dataset === undefined) {
    const allowed = quoted(reports.map(({ id }) => id));
    const problem = localized('no dataset of reports', 'không phải bộ dữ liệu báo cáo');
    return [fault([index, 'dataset'], problem, rule.dataset, allowed)];
  }
  if (!dataset.indicators.includes(rule.indicator)) {
    const allowed = quoted(dataset.indicators);
    return [fault([index, 'indicator'], notOfDataset(dataset.id), rule.indicator, allowed)];
  }
  const indicator = indicators.find(({ id }) => id === rule.indicator);
  if (indicator === undefined || indicator.dimensions.length === 0) return [];
  const problem = localized('an indicator with dimensions', 'chỉ tiêu có chiều');
  return [
    fault([index, 'indicator'], problem, rule.indicator, localized('one without', 'chỉ tiêu không có chiều')),
  ];
}

function levelFaults(rule: DutyRule, before: Duties, index: number): Fault[] {
  const { duty, size, levelFrom, levelTo } = rule;
  if (levelFrom > levelTo)
    return [
      fault(
        [index, 'levelFrom'],
        localized('above level_to', 'lớn hơn level_to'),
        levelFrom,
        localized(`up to ${levelTo}`, `tối đa ${levelTo}`),
      ),
    ];
  const other = before.find(
    (one) => one.duty === duty && one.size === size && one.levelFrom <= levelTo && levelFrom <= one.levelTo,
  );
  if (other === undefined) return [];
  const problem = localized(
    `${duty} of ${size} systems has a rule for these levels already`,
    `nghĩa vụ "${duty}" của hệ thống cỡ "${size}" đã có quy tắc cho các cấp độ này`,
  );
  const allowed = localized(
    `levels outside ${other.levelFrom} to ${other.levelTo}`,
    `các cấp độ ngoài khoảng ${other.levelFrom} đến ${other.levelTo}`,
  );
  return [fault([index, 'levelFrom'], problem, levelFrom, allowed)];
}
