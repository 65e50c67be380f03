import { Suspense, type ReactNode } from 'react';
import { NavLink, Outlet } from 'react-router';
import { Loaded } from '../design/page';
import { UnderWay } from './under-way';

interface FrameProps {
  readonly product: string;
  /** Says that it leads past the header: for people who come by keyboard. */
  readonly skip: string;
  /** Where the brand leads. */
  readonly home: string;
  /** The way to the other pages, and who is there. */
  readonly children: ReactNode;
  /** Who is there: no page is shown before that is known. */
  readonly who: Parameters<typeof Loaded>[0]['query'];
}

/** Around every page behind a sign-in, the customers' and the operators': the way past the header, the header, the page. */
export function Frame({ product, skip, home, children, who }: FrameProps) {
  return (
    <>
      <a className="skip" href="#content">
        {skip}
      </a>
      <UnderWay />
      <header className="top">
        <div className="top-row">
          <NavLink to={home} className="brand" end>
            <img src="/icon.svg" alt="" width="28" height="28" />
            <span>{product}</span>
          </NavLink>
          {children}
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1} aria-label={product}>
        <Loaded query={who}>
          {() => (
            <Suspense>
              <Outlet />
            </Suspense>
          )}
        </Loaded>
      </main>
    </>
  );
}
