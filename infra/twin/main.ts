/** `npm start`: synthesizes the app, runs it on this machine, plays a reporting month, and serves until it is stopped. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, relative, resolve } from 'node:path';
import { CommandFault, faultText } from '../../cli/fault.ts';
import { seedOf } from '../../cli/read-seed.ts';
import { exampleReport } from '../../cli/start/example.ts';
import { guide } from '../../cli/start/guide.ts';
import { readStartOptions, type StartOptions, startHelp } from '../../cli/start/options.ts';
import { prepare } from '../../cli/start/prepare.ts';
import { startSample } from '../../cli/start/sample.ts';
import { loadText } from '../../cli/load-registry.ts';
import { seconds } from '../../cli/table.ts';
import { keysFile, removeEndpoint, writeEndpoint } from '../../cli/twin-state.ts';
import { readReports } from '../../shared/aws/ledger-table.ts';
import { operatorDynamoDb } from '../../shared/aws/operator.ts';
import { listen } from './gateway/listen.ts';
import { synthesize } from './synth.ts';
import { startTwin, type Twin, type TwinEvent } from './twin.ts';
