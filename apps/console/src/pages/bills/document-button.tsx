import { useMutation } from '@tanstack/react-query';
import type { Bill } from '../../api/bill-queries';
import { answered, api } from '../../api/client';
import { Button } from '../../design/button';
import { Problem } from '../../design/notice';
import { useWords } from '../../words/words';

/** The bill's document as a PDF. It is fetched with the session's header, which a plain link could not send. */
export function DocumentButton({ bill: { billId, number } }: { readonly bill: Bill }) {
  const { bills } = useWords().messages;
  const opening = useMutation({
    mutationFn: async () => {
      const params = { path: { billId }, query: { format: 'pdf' as const } };
      const exchange = api.GET('/v1/bills/{billId}/document', { params, parseAs: 'blob' });
      save((await answered(exchange)) as unknown as Blob, `bill-${number}.pdf`);
    },
  });
  return (
    <>
      <Button isPending={opening.isPending} onPress={() => opening.mutate()}>
        {bills.document}
      </Button>
      <Problem error={opening.error} />
    </>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
