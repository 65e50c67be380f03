import type { ReactNode } from 'react';
import { Icon } from '../design/icon';
import { Page } from '../design/page';

/** What a page says to whoever is not signed in yet: what this is, and the way in. */
interface DoorWords {
  readonly product: string;
  readonly lead: string;
  readonly points: readonly string[];
  readonly title: string;
}

/** The page before the sign-in, for customers and for operators. `below` stands under the way in. */
export function Door({ words, children, below }: { words: DoorWords; children: ReactNode; below?: ReactNode }) {
  const { product, lead, points, title } = words;
  return (
    <div className="door">
      <section className="door-about" aria-label={product}>
        <p className="brand">
          <img src="/icon.svg" alt="" width="32" height="32" />
          <span>{product}</span>
        </p>
        <p className="door-lead">{lead}</p>
        <ul>
          {points.map((point) => (
            <li key={point}>
              <Icon name="check" />
              {point}
            </li>
          ))}
        </ul>
      </section>
      <main id="content" className="door-form">
        <Page title={title}>{children}</Page>
        {below}
      </main>
    </div>
  );
}
