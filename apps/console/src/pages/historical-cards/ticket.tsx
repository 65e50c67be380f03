import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form, Label, TextArea, TextField } from 'react-aria-components';
import { answered, api, keyed, newKey } from '../../api/client';
import { Button } from '../../design/button';
import { Dialog } from '../../design/dialog';
import { Notice, Problem } from '../../design/notice';
import { useWords } from '../../words/words';

interface TicketProps {
  readonly attemptId: string;
  /** The Result, in words. */
  readonly result: string;
}

/** Submits a service ticket; the history of the attempt goes along by itself, no card data does (R31, X9). */
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

const LONGEST_MESSAGE = 2_000;

function Ticket({ attemptId, result, onClose }: TicketProps & { readonly onClose: () => void }) {
  const { ticket, frame } = useWords().messages;
  const [message, setMessage] = useState('');
  const sending = useMutation({
    mutationFn: (key: string) => {
      const body = { attemptId, ...(message.trim() !== '' && { message: message.trim() }) };
      return answered(api.POST('/v1/service-tickets', { params: keyed(key), body }));
    },
  });
  if (sending.data) {
    return (
      <>
        <Notice kind="success" isNews>
          <p>{ticket.sent(sending.data.ticketId)}</p>
        </Notice>
        <div className="actions">
          <Button onPress={onClose}>{frame.close}</Button>
        </div>
      </>
    );
  }
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate(newKey());
      }}
    >
      <p>{ticket.text}</p>
      <dl className="result">
        <dt>{ticket.result}</dt>
        <dd>{result}</dd>
        <dt>{ticket.reference}</dt>
        <dd>{attemptId}</dd>
      </dl>
      <TextField className="field" value={message} onChange={setMessage} maxLength={LONGEST_MESSAGE}>
        <Label>{ticket.field}</Label>
        <TextArea className="text-area" rows={4} />
      </TextField>
      <Problem error={sending.error} />
      <div className="actions">
        <Button type="submit" look="primary" isPending={sending.isPending}>
          {ticket.submit}
        </Button>
        <Button onPress={onClose}>{frame.cancel}</Button>
      </div>
    </Form>
  );
}
