import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};
const packages = Object.entries(lock.packages);

/** Where npm looks for a package that another one needs: beside it, then in each folder above. */
function isLocked(needed: string, by: string): boolean {
  for (let folder = by; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const at = folder === '' ? `node_modules/${needed}` : `${folder}/node_modules/${needed}`;
    if (at in lock.packages) return true;
    if (folder === '') return false;
    if (!folder.includes('node_modules/')) folder = 'node_modules/';
  }
}

describe('package-lock.json', () => {
  it('names every optional package, so that npm ci works on every platform', () => {
    const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((needed) => !isLocked(needed, path))
        .map((needed) => `${needed}, needed by ${path}`),
    );
    expect(packages.length).toBeGreaterThan(500);
    expect(missing).toEqual([]);
  });

  it('names no host: everybody installs from the registry of their own', () => {
    expect(packages.filter(([, { resolved, link }]) => resolved !== undefined && link !== true)).toEqual([]);
    expect(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });
});
