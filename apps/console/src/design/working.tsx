import { useWords } from '../words/words';

/** Answers a press at once while the part that it opens is still on its way. */
export function Working() {
  const { frame } = useWords().messages;
  return (
    <span role="status">
      <span className="spinner" aria-hidden />
      <span className="for-readers">{frame.working}</span>
    </span>
  );
}
