/** Milliseconds of one unit of the header `grpc-timeout`. */
const UNIT_MS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1_000, m: 1, u: 1e-3, n: 1e-6 };

/** The time limit of a call in milliseconds, from its header `grpc-timeout`; none if it has none that can be read. */
export function timeoutMs(header: string | string[] | undefined): number | undefined {
  const [, amount, unit] = /^(\d{1,8})([HMSmun])$/.exec(String(header ?? '')) ?? [];
  return amount && unit ? Number(amount) * UNIT_MS[unit]! : undefined;
}
