/** The edge of the catalogue. */
import { type CataloguePorts, listDatasets, readDataset } from '../../app/registry/read-catalogue.ts';
import type { Operation } from '../operation.ts';
import { conditional } from './conditional.ts';

const versionOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

export const catalogueOperation =
  (ports: CataloguePorts): Operation<'getCatalogue'> =>
  async ({ query, headers }) => {
    const { version, after = null } = query;
    const audit = { resource: 'catalogue' };
    const answer = await listDatasets(ports, { version: versionOf(version), after });
    return answer.ok ? { ok: true, value: conditional(headers, answer.value), audit } : { ...answer, audit };
  };

export const datasetOperation =
  (ports: CataloguePorts): Operation<'getDataset'> =>
  async ({ id, query, headers }) => {
    const audit = { resource: `catalogue~${id}` };
    const answer = await readDataset(ports, id, versionOf(query.version));
    return answer.ok ? { ok: true, value: conditional(headers, answer.value), audit } : { ...answer, audit };
  };
