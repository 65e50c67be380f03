/** Languages that notices are written in (ISO 639-1); the first one stands in for every other. */
export const languages = ['en', 'es', 'zh'] as const;

export type Language = (typeof languages)[number];
