/** An instant as logs and the command line write it: to the second, in UTC, so that two operators mean the same. */
export const utc = (instant: string): string => `${instant.slice(0, 19).replace('T', ' ')} UTC`;

/** A moment of the log. */
export function Instant({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} className="instant">
      {utc(at)}
    </time>
  );
}
