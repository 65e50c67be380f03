import { lazy, Suspense, useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useNavigate } from 'react-router';
import type { Card } from '../../api/queries';
import { Icon } from '../../design/icon';
import { cardName } from '../../words/card-name';
import { useWords } from '../../words/words';
import { Working } from '../../design/working';
import type { Methods, WalletCommands } from './wallet-commands';

const RemoveCard = lazy(async () => ({ default: (await import('./remove-card')).RemoveCard }));

interface CardProps {
  readonly card: Card;
  readonly commands: WalletCommands;
}

/** Operation, in the lower right corner of a card: Set as Default and Edit (R34, R37). */
export function Operation({ card, commands }: CardProps) {
  const { messages } = useWords();
  const { wallet } = messages;
  const navigate = useNavigate();
  const canBeDefault = !card.isDefault && card.skipped === undefined && !card.isExpired;
  const canBeEdited = card.blocked?.canEdit ?? true;
  const edit = () =>
    void navigate(
      card.validityChangeId === undefined
        ? `/payment-methods/${card.cardId}/edit`
        : `/card-validity-changes/${card.validityChangeId}`,
    );
  return (
    <MenuTrigger>
      <AriaButton className="button button-quiet" aria-label={wallet.operationOf(cardName(card, messages))}>
        {wallet.operation}
        <Icon name="down" />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" disabledKeys={[...(canBeDefault ? [] : ['default']), ...(canBeEdited ? [] : ['edit'])]}>
          <MenuItem id="default" onAction={() => commands.setDefault(card.cardId)}>
            {wallet.setDefault}
          </MenuItem>
          <MenuItem id="edit" onAction={edit}>
            {wallet.edit}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
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
