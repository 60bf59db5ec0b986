/** jsonc-parser ships its scanner as a module of its own, without imports and without types: these are its types. */
declare module 'jsonc-parser/lib/esm/impl/scanner.js' {
  export { createScanner } from 'jsonc-parser';
}
