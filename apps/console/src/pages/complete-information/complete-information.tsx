import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { meQuery } from '../../api/queries';
import { Loaded, Page } from '../../design/page';
import { useWords } from '../../words/words';
import { BankPageStep } from './bank-page-step';
import { CancelJourney } from './cancel-journey';
import { CardStep } from './card-step';
import { CheckingStep } from './checking-step';
import { EmailStep } from './email-step';
import { useJourney } from './follow';
import { InformationStep } from './information-step';
import { MobileStep } from './mobile-step';
import { Outcome } from './outcome';
import { Progress } from './progress';
import type { StepProps } from './step-props';

/** Complete Information: the journey from Add Card to the answer, at whatever step it stands (R6–R31). */
export function CompleteInformation() {
  const { journey: words } = useWords().messages;
  const { journeyId = '' } = useParams();
  const journey = useJourney(journeyId);
  const me = useQuery(meQuery);
  return (
    <Page title={words.title} lead={words.lead} size="narrow">
      <Loaded query={journey}>
        {(shown) => (
          <Loaded query={me}>
            {(account) => (
              <>
                <Progress journey={shown} />
                <section className="panel step" aria-live="polite">
                  <CurrentStep journey={shown} me={account} />
                </section>
                {shown.state === 'open' && shown.step !== 'checking' && <CancelJourney journeyId={shown.journeyId} />}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function CurrentStep({ journey, me }: StepProps) {
  switch (journey.step) {
    case 'email':
      return <EmailStep journey={journey} me={me} />;
    case 'mobile':
      return <MobileStep journey={journey} me={me} />;
    case 'information':
      return <InformationStep journey={journey} me={me} />;
    case 'card':
      return <CardStep journey={journey} me={me} />;
    case 'bank-page':
      return <BankPageStep bankPageUrl={journey.bankPageUrl} />;
    case 'checking':
      return <CheckingStep />;
    case null:
      return <Outcome journey={journey} />;
  }
}
