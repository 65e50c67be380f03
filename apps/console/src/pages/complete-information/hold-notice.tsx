import { useQuery } from '@tanstack/react-query';
import { holdAmountQuery } from '../../api/queries';
import { Notice } from '../../design/notice';
import { useWords } from '../../words/words';

const ONE_DOLLAR = { currency: 'USD', minor: 100 };

/** What the $1 is in the account's currency, before it is taken (R3, R20, R24). */
export function HoldNotice({ currency }: { readonly currency: string }) {
  const { messages, formats } = useWords();
  const words = messages.journey.card;
  const { data } = useQuery(holdAmountQuery(currency));
  const amount = formats.money(data?.amount ?? ONE_DOLLAR);
  return (
    <Notice kind="info" title={words.holdTitle(amount)}>
      {data !== undefined && currency !== ONE_DOLLAR.currency && <p>{words.holdEqual(amount)}</p>}
      <p>{words.holdText}</p>
      <p>{words.yesHint(amount)}</p>
    </Notice>
  );
}
