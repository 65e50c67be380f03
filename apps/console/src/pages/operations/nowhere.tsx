import { ButtonLink } from '../../design/button';
import { Page } from '../../design/page';
import { useWords } from '../../words/words';
import { words } from './words/words';

/** An address under /operations that leads nowhere. */
export function Nowhere() {
  const { notFound } = useWords().messages.frame;
  return (
    <Page title={notFound.title} lead={notFound.text} size="narrow">
      <ButtonLink look="primary" to="/operations/find">
        {words.nav.find}
      </ButtonLink>
    </Page>
  );
}
