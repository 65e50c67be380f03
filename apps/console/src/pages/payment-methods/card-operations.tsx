import { lazy, Suspense, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon } from '../../design/icon';
import { MenuButton, type MenuFace } from '../../design/menu-button';
import { cardName } from '../../words/card-name';
import { useWords } from '../../words/words';
import { Working } from '../../design/working';
import type { CardProps } from './card-props';
import type { Methods } from './wallet-commands';

const OpenOperation = lazy(async () => ({ default: (await import('./open-operation')).OpenOperation }));
const RemoveCard = lazy(async () => ({ default: (await import('./remove-card')).RemoveCard }));

/** Operation, in the lower right corner of a card: Set as Default and Edit (R34, R37). */
export function Operation({ card, commands }: CardProps) {
  const { messages } = useWords();
  const { wallet } = messages;
  const face: MenuFace = {
    className: 'button button-quiet',
    label: wallet.operationOf(cardName(card, messages)),
    content: (
      <>
        {wallet.operation}
        <Icon name="down" />
      </>
    ),
  };
  return (
    <>
      {card.isExpired && <span className="hint">{wallet.expiredHint}</span>}
      <MenuButton face={face}>
        <OpenOperation face={face} card={card} commands={commands} />
      </MenuButton>
    </>
  );
}

/** The delete icon, in the upper right corner of a card (R39). */
export function DeleteIcon({ card, commands, methods }: CardProps & { readonly methods: Methods }) {
  const { messages } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
    commands.reset();
  };
  return (
    <>
      <AriaButton
        className="card-tool"
        aria-label={messages.wallet.delete(cardName(card, messages))}
        onPress={() => setIsOpen(true)}
      >
        <Icon name="trash" />
      </AriaButton>
      {isOpen && (
        <Suspense fallback={<Working />}>
          <RemoveCard {...{ card, methods, commands }} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
