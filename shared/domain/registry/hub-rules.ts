/** What the hub itself needs of its registry: the system and the dataset that its prober reports to. */
import { HUB_SYSTEM, PROBE_DATASET, probeIndicators } from '../../contract/oversight/availability.ts';
import type { Catalogue, System } from '../../contract/registry.ts';
import { localized } from '../language/localized.ts';
import { type Fault, fault } from '../problems/fault.ts';

export function probeDatasetFaults({ datasets }: Catalogue): Fault[] {
  const dataset = datasets.find(({ id }) => id === PROBE_DATASET);
  const ids = datasets.map(({ id }) => id);
  if (dataset === undefined) {
    return [
      fault(
        ['datasets'],
        localized(
          'the dataset that the prober reports to is missing',
          'thiếu bộ dữ liệu mà bộ thăm dò báo cáo vào',
        ),
        ids,
        localized(`also "${PROBE_DATASET}"`, `thêm "${PROBE_DATASET}"`),
      ),
    ];
  }
  const wanted = Object.values(probeIndicators);
  const missing = wanted.filter((id) => !dataset.indicators.includes(id));
  if (missing.length === 0 && dataset.kind === 'event' && dataset.buckets.join() === 'day,hour') return [];
  const problem = localized('not what the prober reports', 'không đúng dữ liệu mà bộ thăm dò báo cáo');
  const allowed = localized(
    `events by day and hour, of ${wanted.join(', ')}`,
    `sự kiện theo ngày và giờ, gồm ${wanted.join(', ')}`,
  );
  return [fault(['datasets', ids.indexOf(PROBE_DATASET)], problem, dataset.id, allowed)];
}

export const hubSystemFaults = (systems: readonly System[]): Fault[] =>
  // Of a file that could not be read, its own faults are said.
  systems.length === 0 || systems.some(({ id, stage }) => id === HUB_SYSTEM && stage === 'connected')
    ? []
    : [
        fault(
          [],
          localized(
            "the hub's own system is missing or not connected",
            'thiếu hệ thống của chính trục DTM, hoặc hệ thống đó chưa kết nối',
          ),
          undefined,
          localized(`"${HUB_SYSTEM}", connected`, `"${HUB_SYSTEM}", giai đoạn "connected"`),
        ),
      ];
