/** How much an import may be, and how much its answer and its history say. */

/** Of the decoded body, in bytes: four times the seed of the country; in base64, with its event, below Lambda's 6 MB. */
export const IMPORT_LIMIT = 4_194_304;

/** Names and places of each list that an answer has; its count is of all. */
export const MOST_LISTED = 100;
