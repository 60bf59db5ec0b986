/** What is in package-lock.json, as far as a complete one matters. */

type Entry = {
  readonly version?: string;
  readonly resolved?: string;
  /** A workspace: `resolved` is its folder. */
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
export type Lock = { readonly packages: Readonly<Record<string, Entry>> };

export type Missing = { readonly name: string; readonly version: string; readonly dev: boolean };

/** Where Node would look for `name` from the package at `path`: beside it, then in each folder above. */
function isThere(packages: Lock['packages'], path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder}${folder === '' ? '' : '/'}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
}

/** Optional dependencies that some package names and the file has no entry for. */
export function missingPackages({ packages }: Lock): Missing[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isThere(packages, path, name))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

const platform =
  /-(aix|android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(-\w+)?$/;

function entryOf({ name, version, dev }: Missing): Entry {
  const [, os, cpu, abi = ''] = platform.exec(name) ?? [];
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`${name} ${version}: neither platform nor exact version can be told; add it by hand`);
  }
  const libc = os === 'linux' ? { libc: [abi.startsWith('-musl') ? 'musl' : 'glibc'] } : {};
  // Without integrity: the registry that could tell it is not at hand.
  return { version, cpu: [cpu], ...(dev ? { dev } : {}), ...libc, optional: true, os: [os] };
}

/** The file with an entry for each of them, in npm's order. */
export function withMissing(lock: Lock, missing: readonly Missing[]): Lock {
  const added = missing.map((one) => [`node_modules/${one.name}`, entryOf(one)] as const);
  const packages = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(packages) };
}
