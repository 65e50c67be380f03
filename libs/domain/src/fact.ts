/**
 * Something that happened, told in the customer's words. A fact is stored for ever and never edited:
 * another meaning is another name. `at` is an ISO instant given by whoever decided, never read from a clock here.
 */
export interface Fact<Type extends string, Data> {
  readonly type: Type;
  readonly at: string;
  readonly data: Data;
}

/**
 * Personal fields (names, addresses, numbers of people), encrypted by the api under the account's own key before
 * anything else sees them. The rules carry the text along and never look inside.
 */
export type Sealed = string & { readonly __sealed: true };

/** A fact that also carries personal fields, all of them in its one sealed part. */
export interface PersonalFact<Type extends string, Data> extends Fact<Type, Data> {
  readonly sealed: Sealed;
}
