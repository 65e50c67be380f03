import './operations.css';
import { useQuery } from '@tanstack/react-query';
import { Navigate, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { answered } from '../../api/client';
import { Button } from '../../design/button';
import { Icon } from '../../design/icon';
import { Frame } from '../../frame/frame';
import { isSignedOut, useSignOut } from '../../session/session';
import { InEnglish } from '../../words/words';
import { operatorsApi } from './client';
import { type Operator, operatorQuery } from './queries';
import { operatorProblems } from './words/problems';
import { words } from './words/words';

/** Around every page of the operators, the sign-in too: English, and their own words for what went wrong. */
export function OperationsFrame() {
  return (
    <InEnglish problems={operatorProblems}>
      <Outlet />
    </InEnglish>
  );
}

/** The frame behind the operators' sign-in. A customer's session opens nothing here. */
export function SignedInOperator() {
  const me = useQuery(operatorQuery);
  const { pathname, search } = useLocation();
  if (isSignedOut(me.error)) {
    return <Navigate to="/operations/sign-in" replace state={{ backTo: `${pathname}${search}` }} />;
  }
  return (
    <div className="operations">
      <Frame product={words.product} skip={words.skip} home="/operations" who={me}>
        <Navigation />
        {me.data && <WhoIsThere operator={me.data} />}
      </Frame>
    </div>
  );
}

function Navigation() {
  const { nav } = words;
  const pages = [
    ['/operations', nav.health],
    ['/operations/find', nav.find],
    ['/operations/runs', nav.runs],
    ['/operations/read-models', nav.readModels],
    ['/operations/approvals', nav.approvals],
    ['/operations/log', nav.log],
  ] as const;
  return (
    <nav aria-label={nav.label} className="nav operations-nav">
      {pages.map(([to, text]) => (
        <NavLink key={to} to={to} end={to === '/operations'}>
          {text}
        </NavLink>
      ))}
    </nav>
  );
}

function WhoIsThere({ operator: { operator, may } }: { readonly operator: Operator }) {
  const navigate = useNavigate();
  const signOut = useSignOut(
    () => answered(operatorsApi.POST('/v1/sign-out')),
    () => void navigate('/operations/sign-in'),
  );
  const roles = may.map((role) => words.roles[role] ?? role).join(', ');
  const highest = may.at(-1) ?? '';
  return (
    <div className="who">
      <span title={words.signedInAs(operator, roles)}>
        <Icon name="person" />
        <span className="for-readers">{words.signedInAs(operator, roles)}</span>
        <span className="who-name" aria-hidden>
          {operator}
        </span>
        <span className="mark mark-plain" aria-hidden>
          {words.roles[highest] ?? highest}
        </span>
      </span>
      <Button look="quiet" isPending={signOut.isPending} onPress={() => signOut.mutate()}>
        {words.signOut}
      </Button>
    </div>
  );
}
