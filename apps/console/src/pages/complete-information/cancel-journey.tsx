import { useState } from 'react';
import { Button } from '../../design/button';
import { Dialog } from '../../design/dialog';
import { Problem } from '../../design/notice';
import { useWords } from '../../words/words';
import { cancelJourney, useStep } from './steps';

/** Giving up before the end: asked once more; whatever is held goes back (R25, R31). */
export function CancelJourney({ journeyId }: { readonly journeyId: string }) {
  const { cancel } = useWords().messages.journey;
  const [isOpen, setIsOpen] = useState(false);
  const cancelling = useStep(journeyId, cancelJourney(journeyId));
  const close = () => setIsOpen(false);
  return (
    <>
      <Button look="quiet" onPress={() => setIsOpen(true)}>
        {cancel.open}
      </Button>
      <Dialog title={cancel.title} isOpen={isOpen} onClose={close} isAlert>
        <p>{cancel.text}</p>
        <Problem error={cancelling.error} />
        <div className="actions">
          <Button look="danger" isPending={cancelling.isPending} onPress={() => cancelling.take(undefined, close)}>
            {cancel.yes}
          </Button>
          <Button onPress={close}>{cancel.no}</Button>
        </div>
      </Dialog>
    </>
  );
}
