/** What a caller learns about itself. */
import * as z from 'zod';
import { AgencyNode, SystemNode } from '../registry/tree-answers.ts';
import { Credential, Dataset } from '../registry.ts';
import { schema } from '../schema.ts';
import { Day, Instant, PeriodId, SystemId } from '../text.ts';
import { OwnStanding } from './quotas.ts';

const Deadline = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      level: z.enum(['central', 'province', 'department', 'commune']),
      at: Instant.meta({ description: 'What is received before this instant is on time.' }),
      systems: z.int().meta({ description: 'How many of the key’s systems are of agencies of this level.' }),
    })
    .meta({ id: 'Deadline' }),
);

const OpenPeriod = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: PeriodId,
      from: Day,
      to: Day,
      opens: Instant.meta({ description: 'From here on it is taken.' }),
      cutOff: Instant.meta({ description: 'The end of its last day.' }),
      closes: Instant.meta({ description: 'From here on nothing is taken for it any more.' }),
      systems: z.int().meta({
        description:
          'How many connected systems of the key have it to report. Which of them have done so, `GET /submissions` says.',
      }),
      deadlines: z.array(Deadline).meta({ description: 'By the level of the agency (R19).' }),
    })
    .meta({ id: 'OpenPeriod', description: 'A period that takes submissions now.' }),
);
export type OpenPeriod = z.infer<typeof OpenPeriod>;

const OpenDataset = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      ...Dataset.pick({ id: true, names: true, kind: true, periodKind: true }).shape,
      onlySystems: z
        .array(SystemId)
        .nullable()
        .meta({ description: 'Null: every connected system of the key reports it.' }),
      periods: z.array(OpenPeriod),
    })
    .meta({ id: 'OpenDataset' }),
);

export const Me = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      now: Instant.meta({ description: 'By the clock of the hub.' }),
      today: Day,
      credential: Credential.pick({
        keyId: true,
        clientId: true,
        agency: true,
        furtherAgencies: true,
        systems: true,
        scopes: true,
        networks: true,
        validFrom: true,
        validTo: true,
      }),
      quotas: z.array(OwnStanding).meta({
        description:
          'Requests that it has left, after this one. Without the agency where the key has several.',
      }),
      agencies: z.array(AgencyNode).meta({ description: 'Those that the key acts for, with what is below.' }),
      systems: z
        .strictObject({
          count: z.int().meta({ description: 'How many are its own today, whatever their stage.' }),
          connected: z.int().meta({ description: 'How many of them may report.' }),
          first: z
            .array(SystemNode)
            .meta({ description: 'By id, at most 50; `GET /systems` lists all of them.' }),
        })
        .meta({ id: 'OwnSystems' }),
      datasets: z
        .array(OpenDataset)
        .meta({ description: 'Those with a period that takes submissions of the key’s systems now.' }),
    })
    .meta({ id: 'Me', description: 'Who the caller is, what it may do, and what is open for it.' }),
);
export type Me = z.infer<typeof Me>;
