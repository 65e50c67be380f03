import type { Provider, Type } from '@nestjs/common';

/**
 * What one folder of the api brings: its routes, and the use cases behind them. A new room is a folder with such a value,
 * and its line in `rooms.ts`.
 */
export interface Room {
  readonly controllers: readonly Type[];
  readonly providers?: readonly Provider[];
  /** True for what exists on one machine only, beside the local issuer: in production its routes are not there. */
  readonly localOnly?: boolean;
}
