import { GridList, GridListItem, useDragAndDrop, Button, DropIndicator } from 'react-aria-components';
import { Icon } from '../../design/icon';
import { Problem } from '../../design/notice';
import { cardName } from '../../words/card-name';
import { useWords } from '../../words/words';
import { CardFace } from './card-face';
import { DeleteIcon, Operation } from './card-operations';
import { useWallet, type Methods } from './wallet-commands';

/** The cards in the order of deductions; dragging one, also by keyboard, changes it (R35–36, D6). */
export function CardList({ methods }: { readonly methods: Methods }) {
  const { messages } = useWords();
  const { wallet } = messages;
  const commands = useWallet(methods);
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
    <>
      {ids.length > 1 && <p className="hint">{wallet.orderHint}</p>}
      <div className="for-readers" role="status">
        {commands.said}
      </div>
      <GridList
        key={ids.length > 1 ? 'movable' : 'alone'} // a list never changes between having drag and drop and not having it
        aria-label={wallet.cards}
        className="cards"
        layout="grid"
        items={commands.shown.map((card) => ({ ...card, id: card.cardId }))}
        dragAndDropHooks={ids.length > 1 ? dragAndDropHooks : undefined}
      >
        {(card) => (
          <GridListItem textValue={cardName(card, messages)} className="card-item">
            <CardFace card={card}>
              {ids.length > 1 && (
                <Button slot="drag" className="card-tool card-grip" aria-label={wallet.drag(cardName(card, messages))}>
                  <Icon name="grip" />
                </Button>
              )}
              <DeleteIcon card={card} methods={methods} commands={commands} />
            </CardFace>
            <div className="card-operations">
              <Operation card={card} commands={commands} />
            </div>
          </GridListItem>
        )}
      </GridList>
      <Problem error={commands.error} />
    </>
  );
}
