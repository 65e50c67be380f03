import { useEffect, useRef, useState, type RefObject } from 'react';
import { useQuery } from '@tanstack/react-query';
import { configurationQuery } from '../../api/queries';
import { Notice } from '../../design/notice';
import { Button } from '../../design/button';
import { chosenAppearance } from '../../design/appearance';
import { useWords } from '../../words/words';

/** What the gateway's form says to the page around it. */
type Said =
  | { readonly type: 'card-fields-ready' | 'card-fields-resized'; readonly height: number }
  | { readonly type: 'card-token'; readonly token: string }
  | { readonly type: 'card-refused'; readonly code: string };

interface CardFrameProps {
  /** Handed the way to press the form's own Yes, once the form is there. */
  readonly submit: RefObject<(() => void) | null>;
  readonly title: string;
  /** ISO 3166-1 of the account. */
  readonly country: string;
  /** R37: the token of the card whose date is edited; without it a card is entered anew. */
  readonly editing?: string;
  readonly onReady: () => void;
  readonly onToken: (token: string) => void;
  readonly onRefused: (code: string) => void;
}

const PATIENCE_MS = 15_000;
/** Those of the whole form and of an edit on a desk, so that nothing moves there once it has come. */
const FIRST_HEIGHT = { whole: 257, edit: 79 };

/**
 * The card gateway's own fields, in a frame of its own origin: number and security code never touch this page (R21).
 * Only messages of that frame and of that origin are heard.
 */
export function CardFrame({ submit, title, country, editing, onReady, onToken, onRefused }: CardFrameProps) {
  const { messages, language } = useWords();
  const words = messages.journey.card;
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(editing === undefined ? FIRST_HEIGHT.whole : FIRST_HEIGHT.edit);
  const [state, setState] = useState<'loading' | 'ready' | 'missing'>('loading');
  const [attempt, setAttempt] = useState(0);
  // As it was when the form came: another address would empty it.
  const [look] = useState(() => ({ language, appearance: chosenAppearance() }));
  const base = useQuery(configurationQuery).data?.cardFieldsUrl;
  const hear = useRef<(said: Said) => void>(() => undefined);
  hear.current = (said) => {
    if ('height' in said) setHeight(said.height);
    if (said.type === 'card-fields-ready') {
      setState('ready');
      submit.current = () => tell(frame.current, base, { type: 'submit-card' });
      onReady();
    }
    if (said.type === 'card-token') onToken(said.token);
    if (said.type === 'card-refused') onRefused(said.code);
  };
  useEffect(() => {
    if (base === undefined) return;
    const listen = (event: MessageEvent<Said>) => {
      if (event.source === frame.current?.contentWindow && event.origin === new URL(base).origin)
        hear.current(event.data);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, [base]);
  useEffect(() => {
    if (state !== 'loading') return;
    const timer = setTimeout(() => setState('missing'), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state, attempt]);
  if (base === undefined) return <p role="status">{words.loading}</p>;
  const again = () => {
    setState('loading');
    setAttempt(attempt + 1);
  };
  return (
    <>
      {state === 'loading' && <p role="status">{words.loading}</p>}
      {state === 'missing' && (
        <Notice kind="error" isNews>
          <p>{words.unavailable}</p>
          <Button onPress={again}>{messages.frame.tryAgain}</Button>
        </Notice>
      )}
      <iframe
        key={attempt}
        ref={frame}
        className="card-frame"
        title={title}
        src={addressOf(base, { country, ...look, ...(editing !== undefined && { mode: 'edit', token: editing }) })}
        height={height}
        allow="payment"
        referrerPolicy="origin"
      />
    </>
  );
}

function tell(frame: HTMLIFrameElement | null, base: string | undefined, message: { type: string }): void {
  if (base !== undefined) frame?.contentWindow?.postMessage(message, new URL(base).origin);
}

function addressOf(base: string, asked: Readonly<Record<string, string>>): string {
  const address = new URL('/hosted-fields', base);
  address.search = new URLSearchParams({ origin: window.location.origin, button: 'none', ...asked }).toString();
  return address.href;
}
