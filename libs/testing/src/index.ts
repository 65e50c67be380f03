/** What specs of every room share. It knows no other room, so that all of them may use it. */
export * from './chance';
export * from './specify';
export * from './virtual-time';
