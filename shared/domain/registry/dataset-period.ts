/** What is folded, verified and drilled as one: the figures of a dataset in one of its periods. */
import type { Dataset } from '../../contract/registry.ts';
import type { Period } from '../values/period.ts';
import type { RegistrySnapshot } from './tree.ts';

export type DatasetPeriod = { readonly dataset: Dataset; readonly period: Period };

/** With the registry whose tree of that period says who is below whom (R18). */
export type PlacedPeriod = DatasetPeriod & { readonly snapshot: RegistrySnapshot };
