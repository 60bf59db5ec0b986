/**
 * A part of a workbook as events of XML. No document type, so that no entity is ever expanded; no name, text or tag beyond a bound, so that
 * memory stays flat whatever is sent.
 */
import { SaxesParser } from 'saxes';
import { broken, oversized } from './unreadable.ts';

export type Attributes = Readonly<Record<string, string>>;

export type XmlEvents = {
  /** Local names: which prefix a writer chose says nothing. */
  readonly open: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** A cell of a spreadsheet has at most 32,767 characters; each may be written as an entity of some. */
const LONGEST_TOKEN = 1_000_000;
const MOST_ATTRIBUTES = 100;
const DEEPEST = 64;
/** Parsed at once, so that what a parser holds is bounded between two looks at it. */
const PIECE = 65_536;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export type XmlReader = {
  /** Throws `UnreadableWorkbook`. */
  readonly write: (piece: Uint8Array) => void;
  /** Throws `UnreadableWorkbook` where the document is not whole. */
  readonly end: () => void;
};

/** `part`: whose name a fault says. */
export function xmlReader(part: string, events: XmlEvents): XmlReader {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let depth = 0;
  let attributes = 0;
  /** Characters since the parser was last done with something. */
  let held = 0;
  const done = <T extends readonly unknown[]>(then: (...of: T) => void) => {
    return (...of: T): void => {
      held = 0;
      then(...of);
    };
  };
  parser.on('error', () => {
    throw broken(part);
  });
  parser.on('doctype', () => {
    throw broken(part);
  });
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) throw oversized(part, MOST_ATTRIBUTES);
  });
  parser.on(
    'opentag',
    done(({ name, attributes: all }) => {
      depth += 1;
      if (depth > DEEPEST) throw oversized(part, DEEPEST);
      events.open(localName(name), all as Attributes);
    }),
  );
  parser.on(
    'closetag',
    done(({ name }) => {
      depth -= 1;
      events.close?.(localName(name));
    }),
  );
  const text = done((found: string) => events.text?.(found));
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on(
    'comment',
    done(() => {}),
  );
  const decoded = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw broken(part);
    }
  };
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length; at += PIECE) {
        const piece = decoded(bytes.subarray(at, at + PIECE));
        held += piece.length;
        parser.write(piece);
        if (held > LONGEST_TOKEN) throw oversized(part, LONGEST_TOKEN);
      }
    },
    end() {
      parser.write(decoded());
      parser.close();
    },
  };
}

/** All of a part at once. Throws `UnreadableWorkbook`. */
export async function readXml(
  part: string,
  bytes: AsyncIterable<Uint8Array>,
  events: XmlEvents,
): Promise<void> {
  const reader = xmlReader(part, events);
  for await (const piece of bytes) reader.write(piece);
  reader.end();
}
