import { ButtonLink, Button } from '../design/button';
import { Page } from '../design/page';
import { useWords } from '../words/words';

/** An address that leads nowhere. */
export function NotFound() {
  const { notFound } = useWords().messages.frame;
  return (
    <Page title={notFound.title} lead={notFound.text} size="narrow">
      <ButtonLink look="primary" to="/payment-methods">
        {notFound.home}
      </ButtonLink>
    </Page>
  );
}

/** Stands in for a page that broke. */
export function Crashed() {
  const { crashed } = useWords().messages.frame;
  return (
    <main id="content" className="content">
      <Page title={crashed.title} lead={crashed.text} size="narrow">
        <Button look="primary" onPress={() => window.location.reload()}>
          {crashed.reload}
        </Button>
      </Page>
    </main>
  );
}
