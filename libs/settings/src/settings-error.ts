/**
 * The environment of a process is incomplete or wrong. The message names every variable at fault and what it should
 * be; values are left out, since one of them may be a secret.
 */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'settings-invalid';
  constructor(
    /** Names of the variables at fault, or of the fields of the secrets file. */
    readonly variables: readonly string[],
    reasons: readonly string[],
  ) {
    super(`the environment of this process is not right:\n${reasons.map((reason) => `  ${reason}`).join('\n')}`);
  }
}
