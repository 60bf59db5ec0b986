/** What of agencies and systems says whose a system is in a period: no more is asked for where only that matters. */
import type { Agency, System } from '../../contract/registry.ts';

type Stretch = { readonly from: string; readonly to: string | null };

export type PlacedAgencyRecord = Pick<Agency, 'code' | 'kind' | 'mergedInto'> & {
  readonly history: readonly (Stretch & { readonly parent: string })[];
};
export type PlacedSystemRecord = Pick<System, 'id' | 'stage'> & {
  readonly history: readonly (Stretch & { readonly agency: string })[];
};
