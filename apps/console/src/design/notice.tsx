import type { ReactNode } from 'react';
import { problemText } from '../words/problem-text';
import { useWords } from '../words/words';
import { Icon } from './icon';

interface NoticeProps {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  readonly title?: string;
  readonly children?: ReactNode;
  /** Said aloud as soon as it appears. */
  readonly isNews?: boolean;
}

const ICONS = { info: 'info', success: 'check', warning: 'warning', error: 'warning' } as const;

/** Something to know on a page. */
export function Notice({ kind, title, children, isNews }: NoticeProps) {
  const role = isNews ? (kind === 'error' ? 'alert' : 'status') : undefined;
  return (
    <div className={`notice notice-${kind}`} role={role}>
      <Icon name={ICONS[kind]} />
      <div className="notice-body">
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

/** What went wrong with something the person did; nothing as long as nothing did. */
export function Problem({ error }: { readonly error: unknown }) {
  const words = useWords();
  if (error === null || error === undefined) return null;
  return (
    <Notice kind="error" isNews>
      <p>{problemText(error, words)}</p>
    </Notice>
  );
}
