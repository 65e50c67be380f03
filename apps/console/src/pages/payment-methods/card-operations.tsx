import { useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useNavigate } from 'react-router';
import type { Card } from '../../api/queries';
import { Icon } from '../../design/icon';
import { cardName } from '../../words/card-name';
import { useWords } from '../../words/words';
import { RemoveCard } from './remove-card';
import type { Methods, WalletCommands } from './wallet-commands';

interface CardOperationsProps {
  readonly card: Card;
  readonly methods: Methods;
  readonly commands: WalletCommands;
}

/** Operation in the lower right corner, and the delete icon (R34, R37, R39). */
export function CardOperations({ card, methods, commands }: CardOperationsProps) {
  const { messages } = useWords();
  const { wallet } = messages;
  const name = cardName(card, messages);
  const navigate = useNavigate();
  const [isRemoving, setIsRemoving] = useState(false);
  const canBeDefault = !card.isDefault && card.skipped === undefined && !card.isExpired;
  const edit = () => void navigate(`/payment-methods/${card.cardId}/edit`);
  return (
    <div className="card-operations">
      <AriaButton className="button button-quiet" aria-label={wallet.delete(name)} onPress={() => setIsRemoving(true)}>
        <Icon name="trash" />
      </AriaButton>
      <MenuTrigger>
        <AriaButton className="button button-quiet" aria-label={wallet.operationOf(name)}>
          {wallet.operation}
          <Icon name="down" />
        </AriaButton>
        <Popover className="popover" placement="bottom end">
          <Menu className="menu" disabledKeys={canBeDefault ? [] : ['default']}>
            <MenuItem id="default" onAction={() => commands.setDefault(card.cardId)}>
              {wallet.setDefault}
            </MenuItem>
            <MenuItem id="edit" onAction={edit}>
              {wallet.edit}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <RemoveCard
        card={card}
        methods={methods}
        commands={commands}
        isOpen={isRemoving}
        onClose={() => {
          setIsRemoving(false);
          commands.reset();
        }}
      />
    </div>
  );
}
