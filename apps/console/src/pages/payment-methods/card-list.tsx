import { lazy, Suspense } from 'react';
import { Problem } from '../../design/notice';
import { Skeleton } from '../../design/page';
import { useWords } from '../../words/words';
import { CardFace } from './card-face';
import { DeleteIcon, Operation } from './card-operations';
import type { CardsProps } from './card-props';
import { useWallet, type Methods } from './wallet-commands';

const MovableCards = lazy(async () => ({ default: (await import('./movable-cards')).MovableCards }));

/** The cards in the order of deductions (R35–36); where there are several, it can be changed (D6). */
export function CardList({ methods }: { readonly methods: Methods }) {
  const { wallet } = useWords().messages;
  const commands = useWallet(methods);
  const isOrdered = methods.cards.length > 1;
  return (
    <>
      {isOrdered && <p className="hint">{wallet.orderHint}</p>}
      <div className="for-readers" role="status">
        {commands.said}
      </div>
      {isOrdered ? (
        <Suspense fallback={<Skeleton />}>
          <MovableCards methods={methods} commands={commands} />
        </Suspense>
      ) : (
        <FixedCards methods={methods} commands={commands} />
      )}
      <Problem error={commands.error} />
    </>
  );
}

function FixedCards({ methods, commands }: CardsProps) {
  const { wallet } = useWords().messages;
  return (
    <ul className="cards" aria-label={wallet.cards}>
      {commands.shown.map((card) => (
        <li key={card.cardId} className="card-item">
          <CardFace card={card}>
            <DeleteIcon card={card} methods={methods} commands={commands} />
          </CardFace>
          <div className="card-operations">
            <Operation card={card} commands={commands} />
          </div>
        </li>
      ))}
    </ul>
  );
}
