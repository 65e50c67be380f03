export { readSettings, type OidcIssuer, type Settings, type SettingsGroup } from './read-settings';
export { SettingsError } from './settings-error';
export type { Secrets } from './secrets';
