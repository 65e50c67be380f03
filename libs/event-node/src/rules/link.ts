/** The type of events that stand for an event of another stream. */
export const LINK_TYPE = '$>';

/** What a link points at; none if its data are not `revision@stream`. */
export function linkTarget(data: Buffer): { readonly revision: number; readonly stream: string } | undefined {
  const [, revision, stream] = /^(\d{1,19})@(.+)$/s.exec(data.toString('utf8')) ?? [];
  return revision && stream ? { revision: Number(revision), stream } : undefined;
}
