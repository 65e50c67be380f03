import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { Card } from '../../api/queries';
import { Button } from '../../design/button';
import { Dialog } from '../../design/dialog';
import { Choices } from '../../design/fields';
import { Notice, Problem } from '../../design/notice';
import { cardName } from '../../words/card-name';
import { useWords } from '../../words/words';
import { useAddCard } from '../complete-information/add-card';
import type { Methods, WalletCommands } from './wallet-commands';

interface RemoveCardProps {
  readonly card: Card;
  readonly methods: Methods;
  readonly commands: WalletCommands;
  readonly onClose: () => void;
}

/** Deleting a card; the default card can not be deleted, so its way out is offered in the same step (R39–40, D17). */
export function RemoveCard({ card, methods, commands, onClose }: RemoveCardProps) {
  const { messages } = useWords();
  const { removal } = messages.wallet;
  const others = methods.cards.filter(({ cardId, skipped }) => cardId !== card.cardId && skipped === undefined);
  return (
    <Dialog title={removal.title(cardName(card, messages))} isOpen onClose={onClose} isAlert>
      {!card.isDefault ? (
        <Plain card={card} commands={commands} onClose={onClose} />
      ) : others.length > 0 ? (
        <Default card={card} others={others} commands={commands} onClose={onClose} />
      ) : (
        <Last card={card} commands={commands} onClose={onClose} />
      )}
    </Dialog>
  );
}

type WayProps = Pick<RemoveCardProps, 'card' | 'commands' | 'onClose'>;

function Plain({ card, commands, onClose }: WayProps) {
  const { messages } = useWords();
  const { removal } = messages.wallet;
  return (
    <>
      <p>{removal.text}</p>
      <Problem error={commands.error} />
      <div className="actions">
        <Button look="danger" isPending={commands.isPending} onPress={() => commands.remove(card.cardId, {}, onClose)}>
          {removal.confirm}
        </Button>
        <Button onPress={onClose}>{messages.frame.cancel}</Button>
      </div>
    </>
  );
}

function Default({ card, others, commands, onClose }: WayProps & { readonly others: readonly Card[] }) {
  const { messages } = useWords();
  const { removal } = messages.wallet;
  const [newDefault, setNewDefault] = useState(others[0]?.cardId ?? '');
  return (
    <>
      <Notice kind="info">
        <p>{removal.isDefault}</p>
      </Notice>
      <Choices
        label={removal.newDefault}
        value={newDefault}
        onChange={setNewDefault}
        choices={others.map((other) => ({ key: other.cardId, text: cardName(other, messages) }))}
      />
      <Problem error={commands.error} />
      <div className="actions">
        <Button
          look="danger"
          isPending={commands.isPending}
          onPress={() => commands.remove(card.cardId, { newDefault }, onClose)}
        >
          {removal.confirmDefault}
        </Button>
        <Button onPress={onClose}>{messages.frame.cancel}</Button>
      </div>
    </>
  );
}

function Last({ card, commands, onClose }: WayProps) {
  const { messages } = useWords();
  const { removal } = messages.wallet;
  const [givesUp, setGivesUp] = useState(false);
  const adding = useAddCard();
  return (
    <>
      <Notice kind="warning">
        <p>{removal.last}</p>
      </Notice>
      <Checkbox className="checkbox" isSelected={givesUp} onChange={setGivesUp}>
        <span className="checkbox-mark" aria-hidden />
        {removal.giveUp}
      </Checkbox>
      <Problem error={commands.error ?? adding.error} />
      <div className="actions">
        <Button
          look="danger"
          isDisabled={!givesUp}
          isPending={commands.isPending}
          onPress={() => commands.remove(card.cardId, { giveUp: true }, onClose)}
        >
          {removal.confirmLast}
        </Button>
        <Button isPending={adding.isPending} onPress={adding.start}>
          {removal.addOther}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {messages.frame.cancel}
        </Button>
      </div>
    </>
  );
}
