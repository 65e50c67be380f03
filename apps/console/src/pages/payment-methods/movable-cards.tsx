import { GridList, GridListItem, useDragAndDrop, Button, DropIndicator } from 'react-aria-components';
import { Icon } from '../../design/icon';
import { cardName } from '../../words/card-name';
import { useWords } from '../../words/words';
import { CardFace } from './card-face';
import type { CardsProps } from './card-props';
import { DeleteIcon, Operation } from './card-operations';

/** Cards whose order is changed by dragging one, also by keyboard (D6). */
export function MovableCards({ methods, commands }: CardsProps) {
  const { messages } = useWords();
  const { wallet } = messages;
  const ids = methods.cards.map(({ cardId }) => cardId);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const moved = ids.filter((id) => keys.has(id));
      const others = ids.filter((id) => !keys.has(id));
      const place = others.indexOf(String(target.key)) + (target.dropPosition === 'after' ? 1 : 0);
      commands.reorder([...others.slice(0, place), ...moved, ...others.slice(place)]);
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="drop-here" />,
  });
  return (
    <GridList
      aria-label={wallet.cards}
      className="cards"
      layout="grid"
      items={commands.shown.map((card) => ({ ...card, id: card.cardId }))}
      dragAndDropHooks={dragAndDropHooks}
    >
      {(card) => (
        <GridListItem textValue={cardName(card, messages)} className="card-item">
          <CardFace card={card}>
            <Button slot="drag" className="card-tool card-grip" aria-label={wallet.drag(cardName(card, messages))}>
              <Icon name="grip" />
            </Button>
            <DeleteIcon card={card} methods={methods} commands={commands} />
          </CardFace>
          <div className="card-operations">
            <Operation card={card} commands={commands} />
          </div>
        </GridListItem>
      )}
    </GridList>
  );
}
