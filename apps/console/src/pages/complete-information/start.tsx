import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { meQuery } from '../../api/queries';
import { Loaded, Page } from '../../design/page';
import { useWords } from '../../words/words';
import { AddCardButton } from './add-card';

/** Complete Information without a journey: goes on with the open one, on whatever device it was begun (X6). */
export function Start() {
  const { journey } = useWords().messages;
  const me = useQuery(meQuery);
  return (
    <Loaded query={me}>
      {({ openJourneyId }) =>
        openJourneyId === undefined ? (
          <Page title={journey.title} lead={journey.lead} size="narrow">
            <div className="panel">
              <h2>{journey.start.title}</h2>
              <p>{journey.start.text}</p>
              <AddCardButton>{journey.start.add}</AddCardButton>
            </div>
          </Page>
        ) : (
          <Navigate to={`/complete-information/${openJourneyId}`} replace />
        )
      }
    </Loaded>
  );
}
