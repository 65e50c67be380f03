/** Light, dark, or as the device says. */
export type Appearance = 'system' | 'light' | 'dark';

const KEPT_AS = 'onfile-appearance';

/** What was chosen in this browser. */
export function chosenAppearance(): Appearance {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Chooses for this browser, from now on. */
export function chooseAppearance(appearance: Appearance): void {
  localStorage.setItem(KEPT_AS, appearance);
  applyAppearance();
}

/** Makes the page look as chosen; the style sheet follows this mark. */
export function applyAppearance(): void {
  document.documentElement.dataset.appearance = chosenAppearance();
}
