/** The status codes of gRPC that the node answers with. */
export const Status = {
  ok: 0,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  unimplemented: 12,
  unavailable: 14,
  dataLoss: 15,
} as const;

/** Keys of the trailers that go with an error; a Buffer belongs to a key that ends in `-bin`. */
export type Trailers = Readonly<Record<string, string | Buffer>>;

/** A call ends with a status other than OK. The trailers say more to the client (section 12). */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(
    readonly status: number,
    message: string,
    readonly trailers: Trailers = {},
  ) {
    super(message);
  }
}

/** The request is malformed or out of range: `field` says where, `why` what is wrong with it. */
export const invalid = (field: string, why: string): CallError =>
  new CallError(Status.invalidArgument, `${field}: ${why}`);
