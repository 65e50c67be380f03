import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components';
import { Link, type LinkProps } from 'react-router';
import { useWords } from '../words/words';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

/** A button; `isPending` answers the press at once, while the real answer is under way. */
export interface ButtonProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  readonly look?: Look;
  readonly children: React.ReactNode;
}

export function Button({ look = 'secondary', children, isPending = false, onPress, type, ...props }: ButtonProps) {
  const { messages } = useWords();
  // While it is pending it keeps the focus, but neither presses nor sends its form again.
  const active = isPending ? {} : { onPress, type };
  return (
    <AriaButton {...props} {...active} data-pending={isPending || undefined} className={`button button-${look}`}>
      {isPending && <span className="spinner" aria-hidden />}
      <span className="for-readers" role="status">
        {isPending && messages.frame.working}
      </span>
      <span className="button-text">{children}</span>
    </AriaButton>
  );
}

/** A link that looks like a button: it leads somewhere, it changes nothing. */
export function ButtonLink({ look = 'secondary', ...props }: LinkProps & { readonly look?: Look }) {
  return <Link {...props} className={`button button-${look}`} />;
}
