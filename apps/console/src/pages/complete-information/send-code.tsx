import { Button } from '../../design/button';
import { useCountdown } from '../../design/countdown';
import { useWords } from '../../words/words';
import type { Journey } from '../../api/queries';

interface SendCodeProps {
  /** The newest code, if one was sent. */
  readonly code: Journey['emailCode'];
  readonly isPending: boolean;
  readonly onSend: () => void;
}

/** Send Code, with the time until another one may be sent (R11–12). */
export function SendCode({ code, isPending, onSend }: SendCodeProps) {
  const { journey } = useWords().messages;
  const left = useCountdown(code?.resendAt);
  const text = code === undefined ? journey.sendCode : left > 0 ? journey.sendAgainIn(left) : journey.sendAgain;
  return (
    <Button isPending={isPending} isDisabled={left > 0} onPress={onSend}>
      {text}
    </Button>
  );
}
