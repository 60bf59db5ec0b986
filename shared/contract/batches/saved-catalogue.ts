/** What `dtm catalogue save` keeps: all that files are judged by, but for the ledger. */
import * as z from 'zod';
import { Placements } from '../registry/placements.ts';
import { Calendar, Catalogue, Credential } from '../registry.ts';
import { schema } from '../schema.ts';
import { Instant } from '../text.ts';

export const SavedCatalogue = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      format: z.literal(1),
      savedAt: Instant,
      /** Of the registry. */
      version: z.int().min(0),
      /** Whose files are judged by it. */
      credential: Credential.pick({ keyId: true, agency: true, furtherAgencies: true, systems: true }),
      catalogue: Catalogue,
      catalogueVersion: z.int().min(0),
      calendar: Calendar,
      agencies: Placements.shape.agencies,
      systems: Placements.shape.systems,
    })
    .meta({ id: 'SavedCatalogue' }),
);
export type SavedCatalogue = z.infer<typeof SavedCatalogue>;
