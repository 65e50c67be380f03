import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { configurationQuery } from '../../api/queries';
import { queryClient } from '../../api/query-client';
import { ButtonLink } from '../../design/button';
import { Notice } from '../../design/notice';
import { Page } from '../../design/page';
import { comeBack } from '../../session/pkce';
import { beginSession } from '../../session/session';
import { useWords } from '../../words/words';

/** The way back from the identity provider. The code in the address is good once, and leaves the history at once. */
export function SignedIn() {
  const { signIn } = useWords().messages;
  const [answer] = useSearchParams();
  const navigate = useNavigate();
  const session = useQuery({
    queryKey: ['signed-in', answer.get('state')],
    queryFn: async () => {
      const { signIn: client } = await queryClient.fetchQuery(configurationQuery);
      const { accessToken, backTo } = await comeBack(client, answer);
      await beginSession(accessToken);
      return backTo;
    },
    retry: false,
    staleTime: Infinity,
  });
  const { data: backTo } = session;
  useEffect(() => {
    if (backTo !== undefined) void navigate(backTo, { replace: true });
  }, [backTo, navigate]);
  return (
    <main id="content" className="content">
      <Page title={signIn.title} size="narrow">
        {session.isError ? (
          <>
            <Notice kind="error" isNews>
              <p>{signIn.failed}</p>
            </Notice>
            <ButtonLink look="primary" to="/sign-in" replace>
              {signIn.enter}
            </ButtonLink>
          </>
        ) : (
          <p role="status">{signIn.coming}</p>
        )}
      </Page>
    </main>
  );
}
