import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { storageTrouble } from '../../state-fault.ts';
import type { JsonObject, JsonValue } from '../wire.ts';
import type { BackendAnswer } from './backend.ts';
import { guardWrites } from './guarded-writes.ts';

/* The parts of dynalite 4 beneath its HTTP server. Called directly they save a hop, a second parse of each body, and a
 * crash of the whole process where its server rethrows an unexpected error from a callback. */
type DynaliteError = Error & { statusCode?: number; body?: JsonObject };
type Callback<T> = (error: DynaliteError | null, value?: T) => void;
type GetTable = (
  name: string,
  checkStatus: boolean | Callback<JsonObject>,
  callback?: Callback<JsonObject>,
) => void;

type Range = { gt?: string; gte?: string; lt?: string };
type Snapshot = { close(): Promise<void> };
type Write = { type: 'put' | 'del'; key: string; value?: unknown; valueEncoding?: 'utf8' };
/** What is used of `classic-level`: one LevelDB for everything, JSON values unless told. */
export type Level = {
  open(): Promise<void>;
  getSync(key: string, options: { valueEncoding: 'utf8' }): string | undefined;
  batch(writes: readonly Write[], done?: (error: Error | null) => void): Promise<void>;
  snapshot(): Snapshot;
  iterator(
    options: Range & { reverse?: boolean; limit?: number; snapshot?: Snapshot; valueEncoding: 'utf8' },
  ): { nextv(size: number): Promise<[key: string, value: string][]>; close(): Promise<void> };
  keys(options: Range): AsyncIterable<string>;
  values(options: Range): AsyncIterable<JsonValue>;
  createValueStream(options: Range): Readable;
  clear(range: Range): Promise<void>;
  close(callback: (error: Error | null) => void): void;
};

type SubLevel = {
  lock(key: string, task: (release: () => () => void) => void): void;
  put(key: string, value: JsonValue, done: (error: Error | null) => void): void;
  del(key: string, done: (error: Error | null) => void): void;
  createKeyStream(): Readable;
};
export type DynaliteStore = {
  getTable: GetTable;
  getItemDb(table: string): SubLevel;
  getTagDb(table: string): SubLevel;
  db: Level;
  tableDb: SubLevel & { awsAccountId: string; awsRegion: string };
};
type Validation = { types: object; custom?: object };
type Action = (store: DynaliteStore, input: JsonObject, callback: Callback<JsonObject>) => void;
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

const OPERATIONS =
  'BatchGetItem BatchWriteItem CreateTable DeleteItem DescribeTable GetItem ListTables PutItem Query Scan TagResource UntagResource ListTagsOfResource UpdateItem UpdateTable'.split(
    ' ',
  );

/** All keys that begin with `prefix`, which ends in `~`. */
export const under = (prefix: string) => ({ gte: prefix, lt: `${prefix}\xff` });

/** dynalite reads a table's description anew for each call; kept here it saves half of the reads of LevelDB. */
function keepDescriptions(store: DynaliteStore): { forget(): void } {
  const kept = new Map<string, JsonObject>();
  const read = store.getTable.bind(store);
  let age = 0;
  store.getTable = (name, checkStatus, callback) => {
    const done = typeof checkStatus === 'function' ? checkStatus : callback;
    const table = kept.get(name);
    if (done === undefined) return;
    if (table !== undefined) return done(null, table);
    const asked = age;
    read(name, typeof checkStatus === 'function' ? true : checkStatus, (error, found) => {
      if (!error && found?.TableStatus === 'ACTIVE' && asked === age) kept.set(name, found);
      done(error, found);
    });
  };
  return {
    forget: () => {
      age += 1;
      kept.clear();
    },
  };
}

/** dynalite's own key streams read every key of the database: with a million items ListTables takes seconds. */
function readOnlyOwnKeys(store: DynaliteStore): void {
  const narrow = (part: SubLevel, prefix: string): SubLevel => {
    part.createKeyStream = () =>
      Readable.from(
        (async function* () {
          for await (const key of store.db.keys(under(prefix))) yield key.slice(prefix.length);
        })(),
      );
    return part;
  };
  narrow(store.tableDb, 'table~');
  const tags = store.getTagDb.bind(store);
  store.getTagDb = (table) => narrow(tags(table), `tag-${table}~`);
}

/**
 * dynalite closes the iterator of a query's or scan's stream by `return()`, which iterators of abstract-level do not have: each
 * query would keep an iterator, a snapshot of LevelDB and its buffers for ever, 64 KB and more. `for await` closes it.
 */
function closeIterators({ db }: DynaliteStore): void {
  db.createValueStream = (options) =>
    Readable.from(
      (async function* () {
        yield* db.values(options);
      })(),
    );
}

function failure(error: DynaliteError): BackendAnswer {
  if (error.statusCode !== undefined && error.body !== undefined)
    return { status: error.statusCode, output: error.body };
  // What is wrong with the disk is told once, where it was found.
  const message =
    storageTrouble(error) === null ? `dynalite: ${error.stack ?? error.message}` : 'Internal server error';
  return {
    status: 500,
    output: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message },
  };
}

export type RunningDynalite = {
  store: DynaliteStore;
  run(operation: string, input: JsonObject): Promise<BackendAnswer>;
  /** To be called after each change of a table's description that did not go through `run`. */
  forget(): void;
  close(): Promise<void>;
};

/** Opens LevelDB at `path`; rejects where another process has it. */
export async function loadDynalite(options: {
  path: string;
  accountId: string;
  region: string;
  /** A fault that no call is told of in full. */
  onError: (error: unknown) => void;
}): Promise<RunningDynalite> {
  const require = createRequire(import.meta.url);
  const { db, validations }: Dynalite = {
    db: require('dynalite/db'),
    validations: require('dynalite/validations'),
  };
  const operations = new Map<string, { action: Action; validation: Validation }>();
  for (const operation of OPERATIONS) {
    const file = operation.charAt(0).toLowerCase() + operation.slice(1);
    operations.set(operation, {
      action: require(`dynalite/actions/${file}`),
      validation: require(`dynalite/validations/${file}`),
    });
  }
  const store = db.create({ path: options.path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await store.db.open();
  guardWrites(store.db, options.onError);
  store.tableDb.awsAccountId = options.accountId;
  store.tableDb.awsRegion = options.region;
  const { forget } = keepDescriptions(store);
  readOnlyOwnKeys(store);
  closeIterators(store);

  return {
    store,
    forget,
    run: (operation, input) =>
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
        const changesTable = operation === 'CreateTable' || operation === 'UpdateTable';
        if (changesTable) forget();
        try {
          const { types, custom } = known.validation;
          const checked = validations.checkTypes(input, types);
          validations.checkValidations(checked, types, custom, store);
          known.action(store, checked, (error, output) => {
            if (changesTable) forget();
            resolve(error ? failure(error) : { status: 200, output: output ?? {} });
          });
        } catch (error) {
          resolve(failure(error instanceof Error ? error : new Error(String(error))));
        }
      }),
    close: () =>
      new Promise((resolve, reject) => store.db.close((error) => (error ? reject(error) : resolve()))),
  };
}
