import type { ReactNode } from 'react';
import type { Card } from '../../api/queries';
import { Icon } from '../../design/icon';
import { brandName } from '../../words/card-name';
import { useWords } from '../../words/words';

/** A card as it looks in a wallet: brand, last four digits, expiry, and what there is to know of it. */
export function CardFace({ card, children }: { readonly card: Card; readonly children?: ReactNode }) {
  const { messages, formats } = useWords();
  const { wallet, frame } = messages;
  const brand = brandName(card.brand);
  return (
    <div className={`card-face card-${card.brand}${card.skipped ? ' card-out' : ''}`}>
      <div className="card-row">
        <span className="card-brand">{brand}</span>
        <span className="card-tags">
          {card.isDefault ? (
            <span className="tag tag-default">{wallet.default}</span>
          ) : (
            <span className="tag">{wallet.order(card.order)}</span>
          )}
          {children}
        </span>
      </div>
      <p className="card-number">
        <span aria-hidden>•••• •••• •••• </span>
        <span className="for-readers">{frame.card(brand, '')}</span>
        {card.last4}
      </p>
      <div className="card-row">
        <span className="card-expiry">{frame.expires(formats.expiry(card.expiry))}</span>
        <Warning card={card} />
      </div>
    </div>
  );
}

function Warning({ card }: { readonly card: Card }) {
  const { wallet } = useWords().messages;
  const text = card.validityChangeId
    ? wallet.changing
    : card.blocked
      ? wallet.blocked
      : card.isExpired
        ? wallet.expired
        : card.warning
          ? wallet.expiresSoon
          : undefined;
  if (text === undefined) return null;
  return (
    <span className="tag tag-warning">
      <Icon name={card.validityChangeId ? 'clock' : 'warning'} />
      {text}
    </span>
  );
}
