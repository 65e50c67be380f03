import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { newKey } from '../../api/client';
import { journeyQuery, meQuery } from '../../api/queries';
import { Button } from '../../design/button';
import { Problem } from '../../design/notice';
import { addCard } from './steps';

/** Add Card, wherever it stands: leads to Complete Information, at the first step that is still missing (R6–R10). */
export function useAddCard() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const adding = useMutation({
    mutationFn: addCard,
    onSuccess: (journey) => {
      client.setQueryData(journeyQuery(journey.journeyId).queryKey, journey);
      void client.invalidateQueries(meQuery);
      return navigate(`/complete-information/${journey.journeyId}`);
    },
  });
  return { isPending: adding.isPending, error: adding.error, start: () => adding.mutate(newKey()) };
}

/** A button that starts, or goes on. */
export function AddCardButton({ children, look = 'primary' }: { children: string; look?: 'primary' | 'secondary' }) {
  const adding = useAddCard();
  return (
    <>
      <Button look={look} isPending={adding.isPending} onPress={adding.start}>
        {children}
      </Button>
      <Problem error={adding.error} />
    </>
  );
}
