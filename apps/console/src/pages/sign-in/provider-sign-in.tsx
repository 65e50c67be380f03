import { useMutation } from '@tanstack/react-query';
import { Button } from '../../design/button';
import { Problem } from '../../design/notice';
import { leaveForSignIn, type OidcClient } from '../../session/pkce';
import { useWords } from '../../words/words';

/** The way in where an identity provider is configured: over there and back. */
export function ProviderSignIn({ client, backTo }: { readonly client: OidcClient; readonly backTo: string }) {
  const { signIn } = useWords().messages;
  const leave = useMutation({ mutationFn: () => leaveForSignIn(client, backTo) });
  return (
    <div className="form">
      <p>{signIn.oidc}</p>
      <Problem error={leave.error} />
      <Button look="primary" isPending={leave.isPending} onPress={() => leave.mutate()}>
        {signIn.goToProvider}
      </Button>
    </div>
  );
}
