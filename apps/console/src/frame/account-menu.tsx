import { lazy } from 'react';
import { Icon } from '../design/icon';
import { MenuButton, type MenuFace } from '../design/menu-button';
import { useWords } from '../words/words';

const OpenAccountMenu = lazy(async () => ({ default: (await import('./open-account-menu')).OpenAccountMenu }));

/** Who is signed in, language and appearance, and the way out. */
export function AccountMenu({ email }: { readonly email?: string }) {
  const { frame } = useWords().messages;
  const face: MenuFace = {
    className: 'button button-quiet account',
    label: frame.signedInAs(email ?? ''),
    content: (
      <>
        <Icon name="person" />
        <span className="account-email">{email}</span>
        <Icon name="down" />
      </>
    ),
  };
  return (
    <MenuButton face={face}>
      <OpenAccountMenu face={face} />
    </MenuButton>
  );
}
