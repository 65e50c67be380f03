import type { FeedbackIssue } from '@onfile/domain';
import { useState } from 'react';
import { Checkbox, CheckboxGroup, Form, Label, Text, TextArea, TextField } from 'react-aria-components';
import { Button } from '../../design/button';
import { Notice } from '../../design/notice';
import { useWords } from '../../words/words';
import { feedbackTrouble, LONGEST_COMMENT, type Given } from './feedback-trouble';

const NOTHING: Given = { issues: [], comment: '' };

interface FeedbackFormProps {
  readonly isPending: boolean;
  readonly onSend: (given: Given) => void;
  readonly onCancel: () => void;
}

/** The issues met, and a comment; what is wrong with them is said in the page's own messages (R43). */
export function FeedbackForm({ isPending, onSend, onCancel }: FeedbackFormProps) {
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
