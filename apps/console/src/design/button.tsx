import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components';
import { Link, type LinkProps } from 'react-router';
import { useWords } from '../words/words';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

/** A button; `isPending` answers the press at once, while the real answer is under way. */
export interface ButtonProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  readonly look?: Look;
  readonly children: React.ReactNode;
}

export function Button({ look = 'secondary', children, isPending, ...props }: ButtonProps) {
  const { messages } = useWords();
  return (
    <AriaButton {...props} isPending={isPending} className={`button button-${look}`}>
      {isPending && <span className="spinner" role="img" aria-label={messages.frame.working} />}
      <span className="button-text">{children}</span>
    </AriaButton>
  );
}

/** A link that looks like a button: it leads somewhere, it changes nothing. */
export function ButtonLink({ look = 'secondary', ...props }: LinkProps & { readonly look?: Look }) {
  return <Link {...props} className={`button button-${look}`} />;
}
