/** Dead letters of a hub that has none. */
import type { Example } from '../../openapi/example.ts';

export const listDeadLettersExample: Example = {
  name: 'none',
  summary: 'All is counted: the version to name in If-Match',
  status: 200,
  answer: { version: '0.0', letters: [], more: false },
};

export const unknownDeadLetterExample: Example = {
  name: 'not there',
  summary: 'It was handled',
  path: { id: '5fea7756-0ea4-451a-a703-a558b933e274' },
  headers: { 'Accept-Language': 'en' },
  status: 404,
  answer: {
    type: 'urn:dtm:problem:dead-letter-not-found',
    title: 'No such dead letter',
    status: 404,
    detail:
      'No message 5fea7756-0ea4-451a-a703-a558b933e274 was set aside: it was handled, or somebody holds it for the moment; GET /admin/dead-letters lists all.',
    code: 'dead-letter-not-found',
    requestId: 'cc481daa-f6f6-46f1-a5e4-07ead80ac69c',
    errors: [],
  },
};

export const handleDeadLettersExample: Example = {
  name: 'nothing to send back',
  summary: 'All of none',
  headers: { 'If-Match': '"0.0"', 'Accept-Language': 'en' },
  body: { action: 'send-back' },
  status: 409,
  answer: {
    type: 'urn:dtm:problem:no-dead-letters',
    title: 'There is nothing to handle',
    status: 409,
    detail:
      'None of what was asked for is there: it was handled, or somebody holds it for the moment. 0 other messages were set aside.',
    code: 'no-dead-letters',
    requestId: 'cc481daa-f6f6-46f1-a5e4-07ead80ac69d',
    errors: [],
  },
};
