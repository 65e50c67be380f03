import { Link } from 'react-router';
import { Button } from '../../../design/button';
import { Notice } from '../../../design/notice';
import { acts } from '../words/explain';
import { words } from '../words/words';
import type { Did } from './use-act';

/** What an act did, or that it waits for a second person; and where it stands in the operator log. */
export function DidIt({ did, onClose }: { readonly did: Did; readonly onClose: () => void }) {
  const { words: text, entry, ask } = did;
  return (
    <>
      <Notice kind={ask === undefined ? 'success' : 'info'} title={ask === undefined ? acts.did : acts.asked} isNews>
        <p>{ask === undefined ? text : acts.askedText(ask)}</p>
        {entry !== undefined && (
          <p>
            {acts.entry} <Link to="/operations/log">{words.common.logEntry(entry.month, entry.no)}</Link>.
          </p>
        )}
        {ask !== undefined && (
          <p>
            <Link to="/operations/approvals">{words.nav.approvals}</Link>
          </p>
        )}
      </Notice>
      <div className="actions">
        <Button look="primary" onPress={onClose} autoFocus>
          {words.common.close}
        </Button>
      </div>
    </>
  );
}
