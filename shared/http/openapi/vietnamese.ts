/**
 * The OpenAPI document in Vietnamese, by the English text that stands with an operation or a schema: a text that is changed there is
 * asked for anew here, by a test. Texts of schemas are told to zod as one string, so that they cannot be pairs where they stand.
 */
import { ofBatches } from './vietnamese/batches.ts';
import { ofCalendar } from './vietnamese/calendar.ts';
import { ofCalls } from './vietnamese/calls.ts';
import { ofClients } from './vietnamese/clients.ts';
import { ofOperatorCalls } from './vietnamese/operator-calls.ts';
import { ofOversight } from './vietnamese/oversight.ts';
import { ofRegistry } from './vietnamese/registry.ts';
import { ofSubmissions } from './vietnamese/submissions.ts';
import { ofTemplatesAndVerification } from './vietnamese/templates-and-verification.ts';

export const vietnamese: Readonly<Record<string, string>> = {
  ...ofCalls,
  ...ofOperatorCalls,
  ...ofClients,
  ...ofSubmissions,
  ...ofOversight,
  ...ofRegistry,
  ...ofTemplatesAndVerification,
  ...ofBatches,
  ...ofCalendar,
};
