import { Notice } from '../../design/notice';
import { resultText, type Outcome } from '../../words/result-text';
import { useWords } from '../../words/words';

/** Why an attempt failed, as the answer to it (R31). */
export function ResultNotice({ outcome }: { readonly outcome: Outcome | undefined }) {
  const { messages } = useWords();
  return (
    <Notice kind="error" title={resultText(outcome, messages).sentence} isNews>
      <dl className="result">
        <WhatNow outcome={outcome} />
      </dl>
    </Notice>
  );
}

/** The lines of a Result after its sentence: the next step, from when on, and who can fix it (R31, X9). */
export function WhatNow({ outcome }: { readonly outcome: Outcome | undefined }) {
  const { messages, formats } = useWords();
  const { history } = messages;
  const { next, who } = resultText(outcome, messages);
  const after = outcome?.tryAgainAfter;
  const mustWait = after !== undefined && Date.parse(after) > Date.now();
  return (
    <>
      <dt>{history.next}</dt>
      <dd>
        {next}
        {mustWait && <span className="result-when">{history.againFrom(formats.dateTime(after))}</span>}
      </dd>
      <dt>{history.who}</dt>
      <dd>{who}</dd>
    </>
  );
}
