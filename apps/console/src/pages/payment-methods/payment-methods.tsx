import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { meQuery, paymentMethodsQuery, type Me } from '../../api/queries';
import { ButtonLink } from '../../design/button';
import { Icon } from '../../design/icon';
import { Notice } from '../../design/notice';
import { Empty, Loaded, Page } from '../../design/page';
import { useWords } from '../../words/words';
import { AddCardButton } from '../complete-information/add-card';
import { CardList } from './card-list';
import { NextBill } from './next-bill';

/** Payment Methods: the cards on file, and everything that is done with them (R5, R6, R34–R41). */
export function PaymentMethods() {
  const { messages, formats } = useWords();
  const { wallet } = messages;
  const me = useQuery(meQuery);
  const methods = useQuery(paymentMethodsQuery);
  const hasCards = (methods.data?.cards.length ?? 0) > 0;
  return (
    <Page
      title={wallet.title}
      lead={wallet.lead}
      actions={
        <>
          <Link to="/historical-cards">{wallet.history}</Link>
          {me.data && <Link to="/preferences">{wallet.currency(formats.currency(me.data.currency))}</Link>}
          {hasCards && <AddCardButton>{wallet.addCard}</AddCardButton>}
        </>
      }
    >
      {me.data && <Prompt me={me.data} />}
      <Loaded query={methods}>
        {(shown) => (
          <>
            {shown.cards.length === 0 ? (
              <Empty icon="card" title={wallet.empty.title}>
                <p>{wallet.empty.text}</p>
                <AddCardButton look={me.data?.promptForCard ? 'secondary' : 'primary'}>{wallet.addCard}</AddCardButton>
              </Empty>
            ) : (
              <CardList methods={shown} />
            )}
          </>
        )}
      </Loaded>
      <div className="tiles">
        {me.data && <Postpayment me={me.data} />}
        <NextBill />
      </div>
    </Page>
  );
}

/** R5: the way to the first card, as long as there is none. */
function Prompt({ me }: { readonly me: Me }) {
  const { prompt, ...wallet } = useWords().messages.wallet;
  if (me.suspended) {
    return (
      <Notice kind="error">
        <p>{wallet.accountSuspended}</p>
      </Notice>
    );
  }
  if (!me.promptForCard) return null;
  return (
    <Notice kind="warning" title={prompt.title}>
      <p>{me.openJourneyId === undefined ? prompt.text : prompt.goOn}</p>
      <ButtonLink look="primary" to="/complete-information">
        {prompt.associate}
      </ButtonLink>
    </Notice>
  );
}

function Postpayment({ me }: { readonly me: Me }) {
  const { postpayment } = useWords().messages.wallet;
  const { state, text } = postpayment[me.postpayment];
  return (
    <section className="tile" aria-labelledby="postpayment">
      <h2 id="postpayment">{postpayment.title}</h2>
      <p className={`state state-${me.postpayment}`}>
        <Icon name={me.postpayment === 'granted' ? 'check' : me.postpayment === 'none' ? 'info' : 'warning'} />
        {state}
      </p>
      <p className="hint">{text}</p>
    </section>
  );
}
