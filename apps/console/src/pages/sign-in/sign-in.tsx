import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import { configurationQuery } from '../../api/queries';
import { Loaded } from '../../design/page';
import { Door } from '../../frame/door';
import { LanguageChooser } from '../../frame/language-chooser';
import { useWords } from '../../words/words';
import { LocalSignIn } from './local-sign-in';
import { ProviderSignIn } from './provider-sign-in';

/** Where a person was going when the sign-in came in between; only ever a page of this console. */
export function useBackTo(): string {
  const { state } = useLocation() as { state: { backTo?: string } | null };
  const wanted = state?.backTo ?? '';
  return wanted.startsWith('/') && !wanted.startsWith('//') ? wanted : '/payment-methods';
}

/** The first page: what this is, and the way in. */
export function SignIn() {
  const { signIn, frame } = useWords().messages;
  const words = { product: frame.product, lead: signIn.lead, points: signIn.points, title: signIn.title };
  const configuration = useQuery(configurationQuery);
  const backTo = useBackTo();
  return (
    <Door words={words} below={<LanguageChooser />}>
      <Loaded query={configuration}>
        {({ signIn: way }) =>
          way.kind === 'local' ? <LocalSignIn backTo={backTo} /> : <ProviderSignIn client={way} backTo={backTo} />
        }
      </Loaded>
    </Door>
  );
}
