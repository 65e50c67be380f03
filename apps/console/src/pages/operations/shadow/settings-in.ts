/** Settings as JSON; none where nothing is typed; undefined for what is no object of settings. */
export function settingsIn(typed: string): Readonly<Record<string, unknown>> | undefined {
  if (typed.trim() === '') return {};
  try {
    const value = JSON.parse(typed) as unknown;
    const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isPlain ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
