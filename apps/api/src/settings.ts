/** What the api needs to know of where it runs. */
export interface ApiSettings {
  /** The address that browsers use, without a slash at its end. */
  readonly publicUrl: string;
  /** `local` opens the dev sign-in. */
  readonly mode: 'local' | 'production';
  /** How long a query may wait for a read model to catch up, in milliseconds. */
  readonly freshWaitMs: number;
  /** How long a POST may wait for the journey before it is answered 202 with the view as it is, in milliseconds. */
  readonly stepWaitMs: number;
  /** Proxies in front of the api whose word about the client's address is taken. */
  readonly trustedProxies: number;
  /** Folder of the built console; without one two plain pages stand in for it. */
  readonly consoleFolder?: string;
  /** As whom the console signs people in at the OIDC issuer; undefined where the local issuer is. */
  readonly oidcClientId?: string;
  /** The same for operators: there they have a client of their own, and with it the audience and the scopes of operators. */
  readonly oidcOperatorsClientId?: string;
  /** Where browsers find the card gateway's own fields: the one foreign origin that the console may frame. */
  readonly cardFieldsUrl: string;
}
