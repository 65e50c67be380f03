import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import { timelineQuery } from '../../api/queries';
import { Button } from '../../design/button';
import { Dialog } from '../../design/dialog';
import { Loaded } from '../../design/page';
import { useWords } from '../../words/words';

interface TicketProps {
  readonly journeyId: string;
  /** The Result, in words. */
  readonly result: string;
}

/** Opens a service ticket that already tells what happened, without any card data (R31, X9). */
export function TicketButton(props: TicketProps) {
  const { ticket, history } = useWords().messages;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => setIsOpen(true)}>
        {history.ticket}
      </Button>
      <Dialog title={ticket.title} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <Ticket {...props} onClose={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
}

/** Facts that name the card; a ticket goes without them. */
const WITH_CARD = ['brand', 'last4', 'expiry'];

function Ticket({ journeyId, result, onClose }: TicketProps & { readonly onClose: () => void }) {
  const { messages, formats } = useWords();
  const { ticket, frame } = messages;
  const timeline = useQuery(timelineQuery(journeyId));
  const [wasCopied, setWasCopied] = useState(false);
  return (
    <>
      <p>{ticket.text}</p>
      <Loaded query={timeline}>
        {({ entries }) => {
          const lines = entries.map(({ at, type, details }) => {
            const told = Object.entries(details).filter(([name]) => !WITH_CARD.includes(name));
            const more = told.map(([name, value]) => `${name} ${String(value)}`).join(', ');
            return `${formats.dateTime(at)}  ${type}${more === '' ? '' : ` (${more})`}`;
          });
          const text = [
            ticket.heading,
            `${ticket.reference}: ${journeyId}`,
            `${ticket.result}: ${result}`,
            '',
            `${ticket.timeline}:`,
            ...lines,
          ].join('\n');
          const copy = async () => {
            await navigator.clipboard.writeText(text);
            setWasCopied(true);
          };
          return (
            <>
              <TextField className="field" value={text} isReadOnly>
                <Label>{ticket.field}</Label>
                <TextArea className="ticket-text" rows={10} />
              </TextField>
              <div className="actions">
                <Button look="primary" onPress={() => void copy()}>
                  {ticket.copy}
                </Button>
                <Button onPress={onClose}>{frame.close}</Button>
                <span role="status">{wasCopied && frame.copied}</span>
              </div>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
