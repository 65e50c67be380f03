import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, useLocation, useNavigate } from 'react-router';
import { answered, api } from '../../api/client';
import { configurationQuery } from '../../api/queries';
import { Button } from '../../design/button';
import { Choices, TextField } from '../../design/fields';
import { Problem } from '../../design/notice';
import { Loaded } from '../../design/page';
import { Door } from '../../frame/door';
import type { OidcClient } from '../../session/pkce';
import { beginSession } from '../../session/session';
import { ProviderSignIn } from '../sign-in/provider-sign-in';
import { words } from './words/words';

const HOME = '/operations';

function useBackTo(): string {
  const { state } = useLocation() as { state: { backTo?: string } | null };
  const wanted = state?.backTo ?? '';
  return wanted.startsWith(HOME) ? wanted : HOME;
}

/** The operators' door: their own audience, their own session. */
export function OperatorSignIn() {
  const { signIn, product } = words;
  const configuration = useQuery(configurationQuery);
  const backTo = useBackTo();
  return (
    <Door words={{ product, ...signIn }}>
      <Loaded query={configuration}>
        {({ signIn: way }) =>
          way.kind === 'local' ? (
            <LocalOperator backTo={backTo} />
          ) : (
            <ProviderSignIn client={operatorsClient(way)} backTo={backTo} />
          )
        }
      </Loaded>
      <p>
        <Link to="/sign-in">{signIn.customers}</Link>
      </p>
    </Door>
  );
}

/** Operators have a client of their own at the identity provider; which of the roles they get is its word. */
const operatorsClient = ({ issuer, operatorsClientId }: { issuer: string; operatorsClientId: string }): OidcClient => ({
  issuer,
  clientId: operatorsClientId,
  scope: 'openid read write approve',
});

type May = 'read' | 'write' | 'approve';

function LocalOperator({ backTo }: { readonly backTo: string }) {
  const { signIn } = words;
  const [operator, setOperator] = useState('');
  const [may, setMay] = useState<May>('read');
  const [wasAsked, setWasAsked] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const isName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/.test(operator.trim());
  const go = useMutation({
    mutationFn: async () => {
      const body = { operator: operator.trim(), may };
      await beginSession((await answered(api.POST('/dev/sign-in', { body }))).accessToken);
      client.clear();
      await navigate(backTo, { replace: true });
    },
  });
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setWasAsked(true);
        if (isName) go.mutate();
      }}
    >
      <TextField
        label={signIn.operator}
        hint={signIn.hint}
        name="operator"
        autoComplete="username"
        value={operator}
        onChange={setOperator}
        error={wasAsked && !isName ? signIn.invalid : undefined}
      />
      <Choices
        label={signIn.may}
        value={may}
        onChange={setMay}
        choices={(['read', 'write', 'approve'] as const).map((key) => ({
          key,
          text: signIn[key][0],
          hint: signIn[key][1],
        }))}
      />
      <Problem error={go.error} />
      <Button type="submit" look="primary" isPending={go.isPending}>
        {signIn.enter}
      </Button>
      <p className="hint">{signIn.local}</p>
    </Form>
  );
}
