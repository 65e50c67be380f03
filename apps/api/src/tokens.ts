/** Names under which Nest hands out the ports: interfaces do not exist at run time. */
export const CLOCK = Symbol('Clock');
export const SETTINGS = Symbol('ApiSettings');
export const JOURNEYS = Symbol('Journeys');
export const STREAMS = Symbol('Streams');
export const PERSONAL_DATA = Symbol('PersonalData');
export const SECRECY = Symbol('Secrecy');
export const CARD_GATEWAY = Symbol('CardGateway');
export const NOTICE_READER = Symbol('NoticeReader');
export const VELOCITY = Symbol('VelocityCounters');
export const VIEWS = Symbol('Views');
export const TOKEN_VERIFIER = Symbol('TokenVerifier');
export const LOCAL_ISSUER = Symbol('LocalIssuer');
export const REVOKED_SESSIONS = Symbol('RevokedSessions');
export const READINESS = Symbol('Readiness');
export const METRICS = Symbol('Metrics');
