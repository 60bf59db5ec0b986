/** Agencies and systems as they are served: what is public of all, and more of the caller's own. */
import * as z from 'zod';
import { Agency, COUNTRY, System } from '../registry.ts';
import { schema } from '../schema.ts';
import { AdministrativeCode, AgencyCode, Day, Localized, SystemId } from '../text.ts';

const NodeCode = /* @__PURE__ */ schema(() => z.union([z.literal(COUNTRY), AgencyCode]));

const next = /* @__PURE__ */ schema(() =>
  z.string().nullable().meta({ description: 'Where there are more: ask again with `after` of this.' }),
);

const asOf = /* @__PURE__ */ schema(() =>
  Day.meta({ description: 'The day in Vietnam on which everything here stood so.' }),
);

export const AgencyNode = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      code: NodeCode,
      legacyCode: z.string().nullable().meta({ description: 'Under QCVN 102:2016; null: it has none.' }),
      administrativeCode: AdministrativeCode.nullable(),
      kind: z.union([z.literal('country'), Agency.shape.kind]),
      names: Localized,
      parent: NodeCode.nullable().meta({ description: 'Null for the country.' }),
      from: Day.nullable().meta({ description: 'Since when it has stood so; null for the country.' }),
      to: Day.nullable().meta({ description: 'Its last day so, if one is set.' }),
      state: z.enum(['open', 'closed', 'merged']),
      mergedInto: AgencyCode.nullable().meta({ description: 'Of one that is merged: its successor.' }),
      agencies: z.int().meta({ description: 'How many stand right below it, closed ones too.' }),
      systems: z.int().meta({ description: 'How many systems it has itself, closed ones too.' }),
      provenance: z.string().nullable().meta({ description: 'Where this record comes from.' }),
    })
    .meta({ id: 'AgencyNode', description: 'The country or an agency, as it stood on a day (R18).' }),
);
export type AgencyNode = z.infer<typeof AgencyNode>;

export const AgencyList = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      asOf,
      node: AgencyNode.nullable().meta({ description: 'What was asked for; null with `search`.' }),
      agencies: z
        .array(AgencyNode)
        .meta({ description: 'What stands right below it, or was found, by code; at most 100.' }),
      next,
    })
    .meta({ id: 'AgencyList' }),
);
export type AgencyList = z.infer<typeof AgencyList>;

export const SystemNode = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: SystemId,
      names: Localized,
      agency: AgencyCode,
      from: Day.meta({ description: 'Since when it has been with this agency.' }),
      to: Day.nullable().meta({ description: 'Its last day there, if one is set.' }),
      details: System.pick({ size: true, securityLevel: true, channel: true, stage: true, due: true })
        .nullable()
        .meta({ description: 'Null for systems that are not the key’s own.' }),
    })
    .meta({ id: 'SystemNode', description: 'A system, as it stood on a day.' }),
);
export type SystemNode = z.infer<typeof SystemNode>;

export const SystemList = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      asOf,
      node: NodeCode,
      systems: z.array(SystemNode).meta({ description: 'Of the node and all below it, by id; at most 100.' }),
      next,
    })
    .meta({ id: 'SystemList' }),
);
export type SystemList = z.infer<typeof SystemList>;
