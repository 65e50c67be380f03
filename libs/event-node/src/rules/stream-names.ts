const METADATA_PREFIX = '$$';

/** Whether a stream holds the metadata of another one. */
export const isMetadataStream = (name: string): boolean => name.startsWith(METADATA_PREFIX);

/** The stream that holds the metadata of `name`. */
export const metadataStreamOf = (name: string): string => METADATA_PREFIX + name;

/** The stream whose metadata `name` holds. */
export const originalOf = (name: string): string => name.slice(METADATA_PREFIX.length);

/** Streams that no reader of `$all` ever sees. */
export function isHiddenFromAll(name: string): boolean {
  if (name === '$epoch-information') return true;
  return name.startsWith('$persistentsubscription-$all::') && /-(?:checkpoint|parked)$/.test(name);
}
