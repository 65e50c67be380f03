import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answered, api, keyed, newKey } from '../../api/client';
import { Button } from '../../design/button';
import { Notice } from '../../design/notice';
import { useWords } from '../../words/words';
import { Working } from '../../design/working';
import type { Given } from './feedback-trouble';

const HELPFUL: Given = { issues: [], comment: '', helpful: true };
const FeedbackForm = lazy(async () => ({ default: (await import('./feedback-form')).FeedbackForm }));

/** R43: did you find this page helpful? Cancel sends nothing; what could not be sent stays in the form. */
export function Feedback({ page }: { readonly page: string }) {
  const { feedback } = useWords().messages;
  const [isOpen, setIsOpen] = useState(false);
  const sending = useMutation({
    mutationFn: ({ given, key }: { given: Given; key: string }) => {
      const { helpful, issues, comment } = given;
      const body = { page, helpful, issues: [...issues], ...(comment !== '' && { comment }) };
      return answered(api.POST('/v1/feedback', { params: keyed(key), body }));
    },
  });
  const send = (given: Given) => sending.mutate({ given, key: newKey() }, { onSuccess: () => setIsOpen(false) });
  if (sending.isSuccess) {
    return (
      <section className="feedback" aria-label={feedback.open}>
        <p role="status">{feedback.thanks}</p>
      </section>
    );
  }
  return (
    <section className="feedback" aria-label={feedback.open}>
      <div className="feedback-row">
        <p>{feedback.open}</p>
        <Button isPending={sending.isPending && !isOpen} onPress={() => send(HELPFUL)}>
          {feedback.yes}
        </Button>
        <Button aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
          {feedback.no}
        </Button>
      </div>
      {sending.isError && (
        <Notice kind="error" isNews>
          <p>{feedback.failed}</p>
        </Notice>
      )}
      {isOpen && (
        <Suspense fallback={<Working />}>
          <FeedbackForm isPending={sending.isPending} onSend={send} onCancel={() => setIsOpen(false)} />
        </Suspense>
      )}
    </section>
  );
}
