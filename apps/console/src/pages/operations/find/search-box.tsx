import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { Button } from '../../../design/button';
import { TextField } from '../../../design/fields';
import { words } from '../words/words';
import { isPersonal } from './use-person-search';

/** What the api takes as one word. */
export const ONE_WORD = /^[A-Za-z0-9_/:.-]{1,120}$/;

interface SearchBoxProps {
  readonly q: string;
  readonly onPerson: (text: string) => void;
  readonly onWord: () => void;
}

/** One box for everything. A word goes into the address, so that the list can be sent on; a person's details do not. */
export function SearchBox({ q, onPerson, onWord }: SearchBoxProps) {
  const { find } = words;
  const [text, setText] = useState(q);
  const [wasAsked, setWasAsked] = useState(false);
  const navigate = useNavigate();
  const word = text.trim();
  const isGood = ONE_WORD.test(word) || isPersonal(word);
  return (
    <Form
      className="field-and-button"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        setWasAsked(true);
        if (!isGood) return;
        if (isPersonal(word)) return onPerson(word);
        onWord();
        void navigate(`/operations/find?q=${encodeURIComponent(word)}`);
      }}
    >
      <TextField
        label={find.box}
        name="q"
        autoComplete="off"
        value={text}
        onChange={setText}
        error={wasAsked && !isGood ? find.invalid : undefined}
      />
      <Button type="submit" look="primary">
        {find.go}
      </Button>
    </Form>
  );
}
