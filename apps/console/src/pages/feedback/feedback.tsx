import type { FeedbackIssue } from '@onfile/domain';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox, CheckboxGroup, Form, Label, Text, TextArea, TextField } from 'react-aria-components';
import { answered, api, keyed, newKey } from '../../api/client';
import { Button } from '../../design/button';
import { Notice } from '../../design/notice';
import { useWords } from '../../words/words';
import { feedbackTrouble, LONGEST_COMMENT, type Given } from './feedback-trouble';

const NOTHING: Given = { issues: [], comment: '' };
const HELPFUL: Given = { ...NOTHING, helpful: true };

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
      {isOpen && <FeedbackForm isPending={sending.isPending} onSend={send} onCancel={() => setIsOpen(false)} />}
    </section>
  );
}

interface FeedbackFormProps {
  readonly isPending: boolean;
  readonly onSend: (given: Given) => void;
  readonly onCancel: () => void;
}

function FeedbackForm({ isPending, onSend, onCancel }: FeedbackFormProps) {
  const { feedback, problems } = useWords().messages;
  const [given, setGiven] = useState<Given>(NOTHING);
  const [wasAsked, setWasAsked] = useState(false);
  const trouble = wasAsked ? feedbackTrouble(given) : undefined;
  const issues = Object.entries(feedback.issue) as [FeedbackIssue, string][];
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setWasAsked(true);
        if (feedbackTrouble(given) === undefined) onSend({ ...given, helpful: false });
      }}
    >
      <CheckboxGroup
        className="field"
        value={[...given.issues]}
        onChange={(chosen) => setGiven({ ...given, issues: chosen as FeedbackIssue[] })}
      >
        <Label>{feedback.issues}</Label>
        {issues.map(([issue, text]) => (
          <Checkbox key={issue} value={issue} className="checkbox">
            <span className="checkbox-mark" aria-hidden />
            {text}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <TextField
        className="field"
        value={given.comment}
        onChange={(comment) => setGiven({ ...given, comment })}
        isInvalid={trouble === 'feedback-too-long' || trouble === 'feedback-empty'}
      >
        <Label>{feedback.comment}</Label>
        <TextArea className="text-area" rows={3} />
        <Text slot="description">{feedback.left(Math.max(0, LONGEST_COMMENT - [...given.comment].length))}</Text>
      </TextField>
      {trouble !== undefined && (
        <Notice kind="error" isNews>
          <p>{problems[trouble]}</p>
        </Notice>
      )}
      <div className="actions">
        <Button type="submit" look="primary" isPending={isPending}>
          {feedback.ok}
        </Button>
        <Button onPress={onCancel}>{feedback.cancel}</Button>
      </div>
    </Form>
  );
}
