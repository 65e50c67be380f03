import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { newKey } from '../../../api/client';
import { Button } from '../../../design/button';
import { Dialog } from '../../../design/dialog';
import { Problem } from '../../../design/notice';
import { words } from '../words/words';
import { DidIt } from './did-it';
import { ReasonField } from './reason-field';
import { type Confirmed, type Did, useAct } from './use-act';

interface ActDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly isDangerous?: boolean;
  /** Whether all is chosen that it needs beside the reason. */
  readonly isReady?: boolean;
  readonly onClose: () => void;
  readonly send: (confirmed: Confirmed) => Promise<Did>;
  /** What this will do, shown before it is done. */
  readonly children: ReactNode;
}

/** Shows what an act will do, asks for the reason, does it, and shows what it did. */
export function ActDialog({ title, confirm, isDangerous, isReady = true, onClose, send, children }: ActDialogProps) {
  const [reason, setReason] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const [key] = useState(newKey);
  const act = useAct(send);
  return (
    <Dialog title={title} isOpen onClose={onClose} isAlert>
      {act.data !== undefined ? (
        <DidIt did={act.data} onClose={onClose} />
      ) : (
        <Form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            setWasAsked(true);
            if (reason.trim() !== '' && isReady) act.mutate({ reason: reason.trim(), key });
          }}
        >
          {children}
          <ReasonField value={reason} onChange={setReason} wasAsked={wasAsked} />
          <Problem error={act.error} />
          <div className="actions">
            <Button type="submit" look={isDangerous ? 'danger' : 'primary'} isPending={act.isPending}>
              {confirm}
            </Button>
            <Button onPress={onClose}>{words.common.cancel}</Button>
          </div>
        </Form>
      )}
    </Dialog>
  );
}
