/** Facts and commands that specs of several rooms begin with. Resolved from source only: never part of a build. */
export * from './fixtures/card-addition';
export * from './fixtures/accounts';
export * from './fixtures/times';
export * from './fixtures/wallet';
export * from './fixtures/bill-history';
