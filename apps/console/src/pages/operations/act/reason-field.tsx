import { TextField } from '../../../design/fields';
import { words } from '../words/words';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly wasAsked: boolean;
}

/** Why something is done; nothing is done without it. */
export function ReasonField({ value, onChange, wasAsked }: ReasonFieldProps) {
  const { reason, reasonHint, reasonMissing } = words.common;
  return (
    <TextField
      label={reason}
      hint={reasonHint}
      name="reason"
      autoComplete="off"
      maxLength={500}
      value={value}
      onChange={onChange}
      error={wasAsked && value.trim() === '' ? reasonMissing : undefined}
    />
  );
}
