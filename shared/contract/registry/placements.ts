/** Agencies and systems with all days of their history: what submissions of a period are placed by, of now and of earlier periods. */
import * as z from 'zod';
import { Agency, COUNTRY, System } from '../registry.ts';
import { schema } from '../schema.ts';
import { AgencyCode, Day, SystemId } from '../text.ts';

const lastDay = /* @__PURE__ */ schema(() =>
  Day.nullable().meta({ description: 'The last day of the stretch; null: it goes on.' }),
);

const PlacedAgency = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      code: AgencyCode,
      kind: Agency.shape.kind,
      mergedInto: AgencyCode.nullable(),
      history: z.array(
        z.strictObject({ from: Day, to: lastDay, parent: z.union([z.literal(COUNTRY), AgencyCode]) }),
      ),
    })
    .meta({ id: 'PlacedAgency' }),
);

const PlacedSystem = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: SystemId,
      stage: System.shape.stage.nullable().meta({
        description: 'Where it stands on the roadmap; null of systems for which the key was never any use.',
      }),
      history: z.array(z.strictObject({ from: Day, to: lastDay, agency: AgencyCode })),
    })
    .meta({ id: 'PlacedSystem' }),
);

export const Placements = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version: z.int().min(0).meta({
        description: 'Of the registry. Pages of several versions do not fit together: begin anew.',
      }),
      agencies: z.array(PlacedAgency).meta({ description: 'By code.' }),
      systems: z.array(PlacedSystem).meta({ description: 'By id, behind all agencies.' }),
      next: z
        .string()
        .nullable()
        .meta({ description: 'Where there are more: ask again with `after` of this.' }),
    })
    .meta({
      id: 'Placements',
      description: 'Where agencies and systems stand, and stood: at most 1,000 of both.',
    }),
);
export type Placements = z.infer<typeof Placements>;
