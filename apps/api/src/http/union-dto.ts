import { createZodDto } from 'nestjs-zod';
import type { z } from 'zod';

/** A dto of one of several shapes. A class can not extend it, so it gets the name that the description shows it under. */
export function unionDto<Schema extends z.ZodType>(name: string, schema: Schema) {
  return Object.defineProperty(createZodDto(schema), 'name', { value: name });
}
