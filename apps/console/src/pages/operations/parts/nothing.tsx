import type { ReactNode } from 'react';

/** A list without entries, in a line or two. */
export function Nothing({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="nothing">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
