import type { Language } from '@onfile/domain';
import { Header, Menu, MenuItem, MenuSection, Separator, type Selection } from 'react-aria-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answered, api } from '../api/client';
import { chooseAppearance, chosenAppearance, type Appearance } from '../design/appearance';
import type { MenuFace } from '../design/menu-button';
import { OpenMenu } from '../design/open-menu';
import { useSignOut } from '../session/session';
import { languageNames, languages } from '../words/languages';
import { useWords } from '../words/words';

const only = (keys: Selection): string => String([...keys][0] ?? '');

/** The account's menu, open. */
export function OpenAccountMenu({ face }: { readonly face: MenuFace }) {
  const { messages, language, choose } = useWords();
  const { frame } = messages;
  const [appearance, setAppearance] = useState(chosenAppearance);
  const navigate = useNavigate();
  const signOut = useSignOut(
    () => answered(api.POST('/v1/sign-out')),
    () => void navigate('/sign-in'),
  );
  const look = (keys: Selection) => {
    chooseAppearance(only(keys) as Appearance);
    setAppearance(chosenAppearance());
  };
  return (
    <OpenMenu face={face}>
      <Menu className="menu">
        <MenuSection
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[language]}
          onSelectionChange={(keys) => choose(only(keys) as Language)}
        >
          <Header>{frame.language}</Header>
          {languages.map((each) => (
            <MenuItem key={each} id={each}>
              {languageNames[each]}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSection selectionMode="single" disallowEmptySelection selectedKeys={[appearance]} onSelectionChange={look}>
          <Header>{frame.appearance}</Header>
          {(['system', 'light', 'dark'] as const).map((each) => (
            <MenuItem key={each} id={each}>
              {frame.appearances[each]}
            </MenuItem>
          ))}
        </MenuSection>
        <Separator />
        <MenuItem id="sign-out" onAction={() => signOut.mutate()}>
          {frame.signOut}
        </MenuItem>
      </Menu>
    </OpenMenu>
  );
}
