/** The twin in a process of its own, so that it can be killed as a host is lost: with no time to put anything in order. */
import { startTwin } from '../../twin/twin.ts';

const [, , assemblyDirectory = '', stateDirectory = ''] = process.argv;

const twin = await startTwin({ assemblyDirectory, stateDirectory, port: 0 });
const { apiUrl, awsUrl, region, operatorCredentials, tables, queueUrls } = twin;
process.send?.({ apiUrl, awsUrl, region, operatorCredentials, tables, queueUrls });
process.on('message', () => void twin.stop().then(() => process.exit(0)));
process.on('disconnect', () => void twin.kill().then(() => process.exit(1)));
