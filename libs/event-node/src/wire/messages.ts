/** The decoded messages as our definitions give them: 64-bit numbers as decimal text, bytes as Buffer. */

/** Nothing is in it; that it is there says it all. */
export type Empty = Record<string, never>;
/** 64 bits in decimal. */
export type Int64 = string;

/** A UUID in either form, as it came. */
export interface UuidMessage {
  readonly structured?: { readonly most_significant_bits?: Int64; readonly least_significant_bits?: Int64 } | null;
  readonly string?: string;
}

/** A stream by the bytes of its name. */
export interface StreamIdentifier {
  readonly stream_name?: Uint8Array;
}

/** A place in the log. */
export interface AllStreamPosition {
  readonly commit_position?: Int64 | number;
  readonly prepare_position?: Int64 | number;
}

/** What is looked for in names. */
export interface FilterExpression {
  readonly regex?: string;
  readonly prefix?: readonly string[];
}

/** Options of a read or a subscription. */
export interface ReadOptions {
  readonly stream?: {
    readonly stream_identifier?: StreamIdentifier | null;
    readonly revision?: Int64;
    readonly start?: Empty;
    readonly end?: Empty;
  } | null;
  readonly all?: { readonly position?: AllStreamPosition; readonly start?: Empty; readonly end?: Empty } | null;
  readonly read_direction?: number;
  readonly resolve_links?: boolean;
  readonly count?: Int64;
  readonly subscription?: Empty;
  readonly filter?: {
    readonly stream_identifier?: FilterExpression;
    readonly event_type?: FilterExpression;
    readonly max?: number;
    readonly count?: Empty;
    readonly checkpointIntervalMultiplier?: number;
  } | null;
  readonly no_filter?: Empty;
  readonly uuid_option?: { readonly structured?: Empty; readonly string?: Empty } | null;
}

/** An event that a client wants to append. */
export interface ProposedMessage {
  readonly id?: UuidMessage | null;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly custom_metadata?: Buffer;
  readonly data?: Buffer;
}

/** What a stream must be like; `revision` and `stream_position` are two names of one field. */
export interface ExpectedFields {
  readonly revision?: Int64;
  readonly stream_position?: Int64;
  readonly no_stream?: Empty;
  readonly any?: Empty;
  readonly stream_exists?: Empty;
}

/** Options of an append, a delete or a tombstone. */
export interface AppendOptions extends ExpectedFields {
  readonly stream_identifier?: StreamIdentifier | null;
}

/** A message of Append: options first, then events. */
export interface AppendReq {
  readonly options?: AppendOptions;
  readonly proposed_message?: ProposedMessage;
}

/** A message of BatchAppend: a part of one append, known by its correlation id. */
export interface BatchAppendReq {
  readonly correlation_id?: UuidMessage | null;
  readonly options?:
    | (AppendOptions & {
        readonly deadline_21_10_0?: { readonly seconds?: Int64; readonly nanos?: number };
        readonly deadline?: { readonly seconds?: Int64; readonly nanos?: number };
      })
    | null;
  readonly proposed_messages?: readonly ProposedMessage[];
  readonly is_final?: boolean;
}

/** A value of JSON as protobuf writes it. */
export interface ValueMessage {
  readonly nullValue?: unknown;
  readonly numberValue?: number;
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly structValue?: { readonly fields?: Readonly<Record<string, ValueMessage>> };
  readonly listValue?: { readonly values?: readonly ValueMessage[] };
  readonly kind?: string;
}

/** An event of the appends of version 2. */
export interface AppendRecord {
  readonly record_id?: string;
  readonly properties?: Readonly<Record<string, ValueMessage>>;
  readonly schema?: { readonly format?: number; readonly name?: string; readonly id?: string } | null;
  readonly data?: Buffer;
  readonly stream?: string;
}

/** A message of AppendSession: one stream with its records. */
export interface AppendSessionRequest {
  readonly stream?: string;
  readonly records?: readonly AppendRecord[];
  readonly expected_revision?: Int64;
}

/** Records of several streams, with the states the streams must have. */
export interface AppendRecordsRequest {
  readonly records?: readonly AppendRecord[];
  readonly checks?: readonly {
    readonly stream_state?: { readonly stream?: string; readonly expected_state?: Int64 };
  }[];
}
