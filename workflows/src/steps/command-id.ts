import type { NoteCommand } from '@onfile/domain';

/**
 * The id of a command that the workflow gives itself. Made of the journey and what it notes, never of a run or an
 * attempt: after a reset the same note finds its own fact.
 */
export function commandIdOf(journeyId: string, note: NoteCommand): string {
  switch (note.type) {
    case 'NoteReleaseAsked':
    case 'NoteVoided':
    case 'NoteRefunded':
      return `${note.key}/${kebab(note.type)}`;
    case 'NoteReleaseDelayed':
      return `${note.key}/${kebab(note.type)}/${note.why}/${note.tryAgainAt}`;
    default:
      return `${journeyId}/${kebab(note.type)}`;
  }
}

/** `NoteHoldAsked` is `hold-asked`. */
function kebab(type: NoteCommand['type']): string {
  return type
    .replace(/^Note/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase();
}
