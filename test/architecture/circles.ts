import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { preProcessFile } from 'typescript';

/** Who imports whom: files by their whole paths. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** What each file imports of its own room, types too; packages and generated things are left out. */
export function importsOf(files: readonly string[]): Imports {
  return new Map(files.map((file) => [file, importedBy(file)]));
}

function importedBy(file: string): string[] {
  const { importedFiles } = preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .flatMap(({ fileName }) => sourceAt(resolve(dirname(file), fileName)) ?? []);
}

const sourceAt = (path: string): string | undefined =>
  [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((candidate) => existsSync(candidate));

/** Every circle that a walk along the imports closes, from the file it comes back to. Empty: whoever is read first stands alone. */
export function circlesIn(imports: Imports): readonly (readonly string[])[] {
  const done = new Set<string>();
  const circles: (readonly string[])[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const imported of imports.get(file) ?? []) walk(imported, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) walk(file, []);
  return circles;
}
