import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { meQuery } from '../api/queries';
import { isSignedOut } from '../session/session';
import { useWords } from '../words/words';
import { AccountMenu } from './account-menu';
import { Frame } from './frame';
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
      <Frame product={frame.product} skip={frame.skipToContent} home="/payment-methods" who={me}>
        <Navigation />
        <AccountMenu email={me.data?.email} />
      </Frame>
      <footer className="foot">
        <Feedback key={pathname} page={pathname.split('/')[1] ?? ''} />
      </footer>
    </>
  );
}
