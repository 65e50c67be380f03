import { useWords } from '../../words/words';

/** The bank is asked; there is nothing to do. */
export function CheckingStep() {
  const { checking } = useWords().messages.journey;
  return (
    <div className="form waiting" role="status">
      <span className="spinner spinner-large" aria-hidden />
      <h2>{checking.title}</h2>
      <p>{checking.text}</p>
    </div>
  );
}
