/** A name of the code as a person says it: `CardAdditionStarted`, `release-late`, `startedAt` and `workflow_task` alike. */
export function inWords(name: string): string {
  const words = name
    .replaceAll(/[-_]/g, ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
