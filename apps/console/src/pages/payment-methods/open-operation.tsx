import { Menu, MenuItem } from 'react-aria-components';
import { useNavigate } from 'react-router';
import type { MenuFace } from '../../design/menu-button';
import { OpenMenu } from '../../design/open-menu';
import { useWords } from '../../words/words';
import type { CardProps } from './card-props';

/** The Operation menu of a card, open (R34, R37). */
export function OpenOperation({ face, card, commands }: CardProps & { readonly face: MenuFace }) {
  const { wallet } = useWords().messages;
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
    <OpenMenu face={face}>
      <Menu className="menu" disabledKeys={[...(canBeDefault ? [] : ['default']), ...(canBeEdited ? [] : ['edit'])]}>
        <MenuItem id="default" onAction={() => commands.setDefault(card.cardId)}>
          {wallet.setDefault}
        </MenuItem>
        <MenuItem id="edit" onAction={edit}>
          {wallet.edit}
        </MenuItem>
      </Menu>
    </OpenMenu>
  );
}
