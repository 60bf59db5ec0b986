/** A dataset of the catalogue with everything that who builds a report of it has to know (R21). */

import { HUB_SYSTEM, PROBE_DATASET } from '../../contract/oversight/availability.ts';
import type { Duties } from '../../contract/oversight/duties.ts';
import type { DatasetDescription, DescribedIndicator } from '../../contract/registry/catalogue-answers.ts';
import type { Catalogue, Dataset, Indicator } from '../../contract/registry.ts';
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';
import { formatDecimal } from '../values/decimal.ts';
import { type CellPlan, type CompiledCatalogue, type DatasetPlan, readCellKey } from './cell.ts';
import { exampleCells } from './example-cells.ts';

const groups: Readonly<Record<Indicator['group'], Localized>> = {
  connectivity: localized('Connection of systems', 'Kết nối hệ thống'),
  sharing: localized('Sharing of data', 'Chia sẻ dữ liệu'),
  volume: localized('Volume of transactions', 'Khối lượng giao dịch'),
  usage: localized('Usage', 'Mức độ sử dụng'),
  efficiency: localized('Efficiency', 'Hiệu quả'),
};

const everyConnected = localized(
  'Every connected system, for each period in which it was with an agency on some day.',
  'Mọi hệ thống đã kết nối, cho mỗi kỳ mà hệ thống thuộc một cơ quan trong ít nhất một ngày.',
);
const onlyTheHub = localized(
  'The hub itself, of its own availability; nobody else reports it.',
  'Chính hệ thống DTM, về mức độ sẵn sàng của mình; không đơn vị nào khác gửi.',
);

/** The systems that a dataset is for; null for every connected one. */
export const onlySystemsOf = (dataset: string): string[] | null =>
  dataset === PROBE_DATASET ? [HUB_SYSTEM] : null;

/** `version`: of the registry, with which the catalogue came. */
export function describeDataset(
  plan: DatasetPlan,
  { catalogue }: CompiledCatalogue,
  duties: Duties,
  version: number,
): DatasetDescription {
  const { id, names, category, kind, periodKind, buckets } = plan.dataset;
  const used = new Set(
    [...plan.indicators.values()].flatMap(({ dimensions }) => dimensions.map((one) => one.id)),
  );
  const systems = onlySystemsOf(id);
  return {
    version,
    notice: catalogue.notice,
    id,
    names,
    category,
    kind,
    periodKind,
    buckets,
    provenance: plan.dataset.provenance ?? null,
    reporters: { says: systems === null ? everyConnected : onlyTheHub, systems },
    duties: duties.filter(({ dataset }) => dataset === id),
    indicators: [...plan.indicators.values()].map((one) => describeIndicator(one, catalogue)),
    cells: plan.keys.map((key) => ({ key, ...readCellKey(key) })),
    checks: plan.dataset.checks.map((check) => describeCheck(check, plan)),
    codeLists: catalogue.dimensions.filter((dimension) => used.has(dimension.id)),
    example: exampleCells(plan),
  };
}

const bound = (value: CellPlan['min']): string | null => (value === null ? null : formatDecimal(value));

function describeIndicator(plan: CellPlan, { units }: Catalogue): DescribedIndicator {
  const { id, names, scale, fold, overTime, group, unit, max } = plan.indicator;
  const field = (name: DescribedIndicator['fields'][number]['name']) => ({
    name,
    min: bound(plan.min),
    max: bound(plan.max),
  });
  return {
    id,
    names,
    scale,
    fold,
    overTime,
    dimensions: plan.dimensions.map((dimension) => dimension.id),
    group: { id: group, names: groups[group] },
    unit: units.find((one) => one.id === unit) ?? { id: unit, names: localized(unit, unit) },
    fields:
      fold === 'ratio'
        ? [field('numerator'), field('denominator')]
        : [field(fold === 'evidence' ? 'evidence' : 'value')],
    isShare: fold === 'ratio' && max === '1',
  };
}

function describeCheck(
  { id, operator, left, right }: Dataset['checks'][number],
  plan: DatasetPlan,
): DatasetDescription['checks'][number] {
  const [a, b] = [left, right].map((one) => plan.indicators.get(one)?.indicator.names ?? localized(one, one));
  if (a === undefined || b === undefined) throw new Error(`check ${id} compares nothing`);
  const split = (plan.indicators.get(left)?.dimensions.length ?? 0) > 0;
  const en = `"${a.en}" ${operator === '<=' ? 'is at most' : 'is equal to'} "${b.en}"`;
  const vi = `“${a.vi}” ${operator === '<=' ? 'không lớn hơn' : 'bằng'} “${b.vi}”`;
  return {
    id,
    operator,
    says: localized(
      `${en}${split ? ', for each combination of dimension values' : ''}.`,
      `${vi}${split ? ', theo từng tổ hợp giá trị của các chiều' : ''}.`,
    ),
    pairs: plan.comparisons
      .filter(({ check }) => check.id === id)
      .map((comparison) => ({ left: comparison.left, right: comparison.right })),
  };
}
