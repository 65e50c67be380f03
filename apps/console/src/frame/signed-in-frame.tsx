import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Navigate, NavLink, Outlet, useLocation } from 'react-router';
import { meQuery } from '../api/queries';
import { Loaded } from '../design/page';
import { isSignedOut } from '../session/session';
import { useWords } from '../words/words';
import { AccountMenu } from './account-menu';
import { Navigation } from './navigation';
import { Feedback } from '../pages/feedback/feedback';

/** The frame of every page behind the sign-in. Whoever is not signed in is led there, and back again. */
export function SignedInFrame() {
  const { frame } = useWords().messages;
  const me = useQuery(meQuery);
  const { pathname, search } = useLocation();
  if (isSignedOut(me.error)) return <Navigate to="/sign-in" replace state={{ backTo: `${pathname}${search}` }} />;
  return (
    <>
      <a className="skip" href="#content">
        {frame.skipToContent}
      </a>
      <header className="top">
        <div className="top-row">
          <NavLink to="/payment-methods" className="brand">
            <img src="/icon.svg" alt="" width="28" height="28" />
            <span>{frame.product}</span>
          </NavLink>
          <Navigation />
          <AccountMenu email={me.data?.email} />
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1} aria-label={frame.product}>
        <Loaded query={me}>
          {() => (
            <Suspense>
              <Outlet />
            </Suspense>
          )}
        </Loaded>
      </main>
      <footer className="foot">
        <Feedback key={pathname} page={pathname.split('/')[1] ?? ''} />
      </footer>
    </>
  );
}
