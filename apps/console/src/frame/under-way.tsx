import { useNavigation } from 'react-router';
import { useWords } from '../words/words';

/** Answers the press of a link at once, while the page behind it is still on its way. */
export function UnderWay() {
  const { frame } = useWords().messages;
  const { state } = useNavigation();
  if (state === 'idle') return null;
  return (
    <div className="under-way" role="status">
      <span className="for-readers">{frame.loading}</span>
    </div>
  );
}
