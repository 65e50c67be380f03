import type { Room } from '../room';
import { AddCard } from './add-card';
import { CancelJourney } from './cancel-journey';
import { CardAdditionsController } from './card-additions.controller';
import { ConfirmEmail } from './confirm-email';
import { ConfirmMobile } from './confirm-mobile';
import { GiveInformation } from './give-information';
import { JourneyEvents } from './journey-events';
import { JourneyViewsController } from './journey-views.controller';
import { SendEmailCode } from './send-email-code';
import { SendMobileCode } from './send-mobile-code';
import { Steps } from './steps';
import { SubmitCard } from './submit-card';
import { ViewJourney } from './view-journey';

/** What a customer can do with a journey, one class each. */
export const cardAdditions: Room = {
  controllers: [CardAdditionsController, JourneyViewsController],
  providers: [
    AddCard,
    SendEmailCode,
    ConfirmEmail,
    SendMobileCode,
    ConfirmMobile,
    GiveInformation,
    SubmitCard,
    CancelJourney,
    ViewJourney,
    JourneyEvents,
    Steps,
  ],
};
