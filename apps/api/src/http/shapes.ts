import { z } from 'zod';

/** An id that says nothing: letters, digits, dash and underscore. */
export const opaqueId = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/);

/** A one-time code as it is typed: six digits, more where the setting says so. */
export const oneTimeCode = z.string().regex(/^\d{6,20}$/);

/** An email address as typed. The rules look at its shape. */
export const emailText = z
  .string()
  .min(3)
  .max(254)
  .regex(/^[^\p{Cc}]*$/u);

/** ISO 3166-1 alpha-2. Which regions are offered is the rules' matter. */
export const regionCode = z.string().regex(/^[A-Z]{2}$/);

/** ISO 4217. Which currencies are offered is the rules' matter. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/);

/** A place in the log: what an answer's `Onfile-Position` says. */
export const position = z.string().regex(/^\d{1,20}$/);

/** A text that a person types, in any script. Control characters are nobody's name. */
export const typedText = (max: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u);

/** Who can mend what went wrong (section 5): the customer, their bank, Onfile, or nobody, since it passes by itself. */
export const whoCanFix = z.enum(['person', 'bank', 'us', 'nobody']);

/** The cursor of a page: what an earlier answer's `next` says. */
export const cursor = z
  .string()
  .max(800)
  .regex(/^[A-Za-z0-9_-]+$/);

/**
 * A text, or null. What it is described by is given here, since the description of a property that may be null would
 * otherwise come out as that of a list of texts.
 */
export const textOrNull = z.string().nullable().meta({ type: 'string', nullable: true });
