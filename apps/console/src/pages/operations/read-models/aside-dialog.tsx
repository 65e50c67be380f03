import { answered, keyed } from '../../../api/client';
import { Notice } from '../../../design/notice';
import { ActDialog } from '../act/act-dialog';
import { operatorsApi as api } from '../client';
import { Id } from '../parts/id';
import type { Aside } from '../queries';
import { readModels } from '../words/care';
import { acts } from '../words/explain';
import { inWords } from '../words/in-words';

/** What can be done about an event that was put aside. */
export type AsideAct = 'retry' | 'skip';

interface AsideDialogProps {
  readonly aside: Aside;
  readonly act: AsideAct;
  readonly onClose: () => void;
}

/** Takes an event in again, or lets go of it for good. */
export function AsideDialog({ aside: { stream, revision }, act, onClose }: AsideDialogProps) {
  const { title, text, confirm } = readModels[act];
  return (
    <ActDialog
      title={title}
      confirm={confirm}
      isDangerous={act === 'skip'}
      onClose={onClose}
      send={async ({ reason, key }) => {
        const params = keyed(key);
        const at = '/v1/operations/read-models/put-aside';
        if (act === 'skip') {
          const asked = await answered(api.POST(`${at}/skips`, { params, body: { stream, revision, reason } }));
          return { ...asked, words: asked.did };
        }
        const exchange = api.POST(`${at}/retries`, { params, body: { stream, reason } });
        const { caughtUp, putAsideAgain } = await answered(exchange);
        return { words: readModels.did(caughtUp.map(inWords).join(', '), putAsideAgain.map(inWords).join(', ')) };
      }}
    >
      <Notice kind={act === 'skip' ? 'warning' : 'info'} title={acts.willDo}>
        <p>{text}</p>
        {act === 'skip' && <p>{acts.secondPerson}</p>}
        <p>
          <Id>{`${stream} ${revision}`}</Id>
        </p>
      </Notice>
    </ActDialog>
  );
}
