import { evidenceDocument } from '@onfile/domain/evidence';
import { useMutation } from '@tanstack/react-query';
import { answered } from '../../../api/client';
import { Button } from '../../../design/button';
import { Problem } from '../../../design/notice';
import { operatorsApi as api } from '../client';
import { evidence } from '../words/care';
import { save } from './save';

interface EvidenceButtonProps {
  readonly kind: 'bill' | 'card';
  readonly id: string;
}

/** X10: the pack of evidence for a dispute, as JSON in a chain of hashes and as a document to read. */
export function EvidenceButton({ kind, id }: EvidenceButtonProps) {
  const making = useMutation({
    mutationFn: async () => {
      const pack = await (kind === 'bill'
        ? answered(api.GET('/v1/operations/bills/{billId}/evidence', { params: { path: { billId: id } } }))
        : answered(api.GET('/v1/operations/cards/{cardId}/evidence', { params: { path: { cardId: id } } })));
      const name = `evidence-${kind}-${id}`;
      save(JSON.stringify(pack, undefined, 2), `${name}.json`, 'application/json');
      save(evidenceDocument(pack), `${name}.html`, 'text/html');
      return pack.seal.entries;
    },
  });
  return (
    <>
      <Button isPending={making.isPending} onPress={() => making.mutate()}>
        {evidence.name}
      </Button>
      {making.data !== undefined && (
        <p role="status" className="hint">
          {evidence.saved(making.data)}
        </p>
      )}
      <Problem error={making.error} />
    </>
  );
}
