/** The routes of files, and of the templates that they are made from: a part of the one list of routes, which gives them their type. */
import { noParameters, templateParameters } from '../parameters.ts';
import { CatalogueId } from '../text.ts';
import { BatchId } from './batch.ts';
import {
  batchErrorsParameters,
  batchesParameters,
  batchSubmissionsParameters,
  startBatchParameters,
} from './parameters.ts';

const batchId = { schema: () => BatchId, missing: 'batch-not-found' } as const;

export const batchRoutes = [
  {
    operationId: 'startBatch',
    method: 'POST',
    path: '/batches',
    function: 'batches',
    scope: 'batch',
    takesFile: true,
    query: startBatchParameters,
  },
  {
    operationId: 'listBatches',
    method: 'GET',
    path: '/batches',
    function: 'batches',
    scope: 'batch',
    query: batchesParameters,
  },
  {
    operationId: 'getBatch',
    method: 'GET',
    path: '/batches/{id}',
    function: 'batches',
    scope: 'batch',
    query: noParameters,
    id: batchId,
  },
  {
    operationId: 'orderBatchParts',
    method: 'POST',
    path: '/batches/{id}/parts',
    function: 'batches',
    scope: 'batch',
    query: noParameters,
    id: batchId,
  },
  {
    operationId: 'completeBatch',
    method: 'POST',
    path: '/batches/{id}/complete',
    function: 'batches',
    scope: 'batch',
    query: noParameters,
    id: batchId,
  },
  {
    operationId: 'giveBackBatch',
    method: 'DELETE',
    path: '/batches/{id}',
    function: 'batches',
    scope: 'batch',
    query: noParameters,
    id: batchId,
  },
  {
    operationId: 'listBatchErrors',
    method: 'GET',
    path: '/batches/{id}/errors',
    function: 'batches',
    scope: 'batch',
    query: batchErrorsParameters,
    id: batchId,
  },
  {
    operationId: 'listBatchSubmissions',
    method: 'GET',
    path: '/batches/{id}/submissions',
    function: 'batches',
    scope: 'batch',
    query: batchSubmissionsParameters,
    id: batchId,
  },
  {
    operationId: 'getCsvTemplate',
    method: 'GET',
    path: '/catalogue/{id}/template.csv',
    function: 'read-registry',
    scope: 'any',
    query: templateParameters,
    id: { schema: () => CatalogueId, missing: 'dataset-not-found' },
  },
  {
    operationId: 'getWorkbookTemplate',
    method: 'GET',
    path: '/catalogue/{id}/template.xlsx',
    function: 'read-registry',
    scope: 'any',
    query: templateParameters,
    id: { schema: () => CatalogueId, missing: 'dataset-not-found' },
  },
] as const;
