import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { type JsonObject, parseObject } from './wire.ts';

type BackendAnswer = { status: number; output: JsonObject };

/** An item store that speaks DynamoDB's JSON; `call` never throws for what a caller can send. */
export type DynamoDbBackend = {
  call(operation: string, input: JsonObject): Promise<BackendAnswer>;
  /** Repairs a table that a kill left in CREATING; no-op where the backend cannot get into that state. */
  activate(table: string): Promise<void>;
  close(): Promise<void>;
};

/* The parts of dynalite 4 beneath its HTTP server. Called directly they save a hop, a second parse of each body, and a
 * crash of the whole process where its server rethrows an unexpected error from a callback. */
type DynaliteError = Error & { statusCode?: number; body?: JsonObject };
type Callback<T> = (error: DynaliteError | null, value?: T) => void;
type GetTable = (
  name: string,
  checkStatus: boolean | Callback<JsonObject>,
  callback?: Callback<JsonObject>,
) => void;
type DynaliteStore = {
  getTable: GetTable;
  db: { close(callback: (error: Error | null) => void): void };
  tableDb: {
    awsAccountId: string;
    awsRegion: string;
    get(name: string, callback: Callback<JsonObject>): void;
    put(name: string, value: JsonObject, callback: Callback<void>): void;
  };
};
type Validation = { types: object; custom?: object };
type Dynalite = {
  db: { create(options: object): DynaliteStore };
  validations: {
    checkTypes(input: JsonObject, types: object): JsonObject;
    checkValidations(
      input: JsonObject,
      types: object,
      custom: object | undefined,
      store: DynaliteStore,
    ): void;
  };
};
type Action = (store: DynaliteStore, input: JsonObject, callback: Callback<JsonObject>) => void;

const DYNALITE_OPERATIONS =
  'BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable DescribeTable DescribeTimeToLive GetItem ListTables PutItem Query Scan TagResource UntagResource ListTagsOfResource UpdateItem UpdateTable'.split(
    ' ',
  );

/** dynalite reads a table's description anew for each call; kept here it saves half of the reads of LevelDB. */
function keepDescriptions(store: DynaliteStore): { forget(): void } {
  const kept = new Map<string, JsonObject>();
  const read = store.getTable.bind(store);
  store.getTable = (name, checkStatus, callback) => {
    const done = typeof checkStatus === 'function' ? checkStatus : callback;
    const table = kept.get(name);
    if (done === undefined) return;
    if (table !== undefined) return done(null, table);
    read(name, typeof checkStatus === 'function' ? true : checkStatus, (error, found) => {
      if (!error && found?.TableStatus === 'ACTIVE') kept.set(name, found);
      done(error, found);
    });
  };
  return { forget: () => kept.clear() };
}

function failure(error: DynaliteError): BackendAnswer {
  if (error.statusCode !== undefined && error.body !== undefined)
    return { status: error.statusCode, output: error.body };
  const message = `dynalite: ${error.stack ?? error.message}`;
  return {
    status: 500,
    output: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message },
  };
}

/** dynalite in this process, on LevelDB at `path`. Each write is in the operating system's hands before its answer. */
export function openDynalite(options: { path: string; accountId: string; region: string }): DynamoDbBackend {
  const require = createRequire(import.meta.url);
  const { db, validations }: Dynalite = {
    db: require('dynalite/db'),
    validations: require('dynalite/validations'),
  };
  const operations = new Map<string, { action: Action; validation: Validation }>();
  for (const operation of DYNALITE_OPERATIONS) {
    const file = operation.charAt(0).toLowerCase() + operation.slice(1);
    operations.set(operation, {
      action: require(`dynalite/actions/${file}`),
      validation: require(`dynalite/validations/${file}`),
    });
  }
  const store = db.create({ path: options.path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  store.tableDb.awsAccountId = options.accountId;
  store.tableDb.awsRegion = options.region;
  const descriptions = keepDescriptions(store);

  return {
    call: (operation, input) =>
      new Promise((resolve) => {
        const known = operations.get(operation);
        if (known === undefined) {
          const message = `the twin's item store (dynalite) has no ${operation}`;
          resolve({
            status: 400,
            output: { __type: 'com.amazon.coral.service#UnknownOperationException', message },
          });
          return;
        }
        const changesTable = /^(Create|Update|Delete)Table$/.test(operation);
        if (changesTable) descriptions.forget();
        try {
          const { types, custom } = known.validation;
          const checked = validations.checkTypes(input, types);
          validations.checkValidations(checked, types, custom, store);
          known.action(store, checked, (error, output) => {
            if (changesTable) descriptions.forget();
            resolve(error ? failure(error) : { status: 200, output: output ?? {} });
          });
        } catch (error) {
          resolve(failure(error instanceof Error ? error : new Error(String(error))));
        }
      }),
    activate: (table) =>
      new Promise((resolve, reject) => {
        store.tableDb.get(table, (missing, description) => {
          if (missing || description === undefined || description.TableStatus === 'ACTIVE') return resolve();
          store.tableDb.put(table, { ...description, TableStatus: 'ACTIVE' }, (error) =>
            error ? reject(error) : resolve(),
          );
        });
      }),
    close: () =>
      new Promise((resolve, reject) => store.db.close((error) => (error ? reject(error) : resolve()))),
  };
}

/** Any other emulator, over HTTP with kept connections. */
export function connectDynamoDb(endpoint: string, region: string): DynamoDbBackend {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const url = new URL(endpoint);
  return {
    call: (operation, input) =>
      new Promise((resolve, reject) => {
        const body = Buffer.from(JSON.stringify(input));
        const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
        const outgoing = request(
          url,
          {
            agent,
            method: 'POST',
            headers: {
              'content-type': 'application/x-amz-json-1.0',
              'content-length': body.length,
              'x-amz-target': `DynamoDB_20120810.${operation}`,
              'x-amz-date': date,
              authorization: `AWS4-HMAC-SHA256 Credential=twin/${date.slice(0, 8)}/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
            },
          },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('error', reject);
            incoming.on('end', () =>
              resolve({
                status: incoming.statusCode ?? 500,
                output: parseObject(Buffer.concat(chunks)) ?? {},
              }),
            );
          },
        );
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
    activate: async () => {},
    close: async () => agent.destroy(),
  };
}
