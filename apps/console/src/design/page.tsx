import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../words/words';
import { Button } from './button';
import { Icon, type IconName } from './icon';
import { Notice } from './notice';
import { problemText } from '../words/problem-text';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** What can be done on this page, beside its title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly size?: 'narrow';
}

/** One page: its title is the browser's too, and gets the focus when a person comes here. */
export function Page({ title, lead, actions, children, size }: PageProps) {
  const { messages } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${messages.frame.product}`;
  }, [title, messages]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={`page${size === 'narrow' ? ' page-narrow' : ''}`}>
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className="lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface LoadedProps<Data> {
  readonly query: {
    readonly data: Data | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
    readonly isRefetchError?: boolean;
  };
  readonly children: (data: NoInfer<Data>) => ReactNode;
}

/** What a query brings: a sketch of it while it loads, words and a way on when it fails. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  const words = useWords();
  const { frame } = words.messages;
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return (
      <Notice kind="error" title={frame.loadFailed} isNews>
        <p>{problemText(query.error, words)}</p>
        <Button onPress={() => void query.refetch()}>{frame.tryAgain}</Button>
      </Notice>
    );
  }
  return <Skeleton />;
}

/** A sketch of what is on its way. */
export function Skeleton() {
  const { frame } = useWords().messages;
  return (
    <div className="skeleton" role="status">
      <span className="for-readers">{frame.loading}</span>
      <span className="bone" />
      <span className="bone" />
      <span className="bone bone-short" />
    </div>
  );
}

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}

/** A list without entries. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className="empty">
      <span className="empty-mark">
        <Icon name={icon} />
      </span>
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
