import {
  evolveAccount,
  evolveCardFingerprint,
  evolveJourney,
  evolveMobileNumber,
  evolveWallet,
  initialAccount,
  initialCardFingerprint,
  initialJourney,
  initialMobileNumber,
  initialWallet,
  type Account,
  type AccountEvent,
  type CardAdditionEvent,
  type CardFingerprint,
  type CardFingerprintEvent,
  type Journey,
  type MobileNumber,
  type MobileNumberEvent,
  type Wallet,
  type WalletEvent,
} from '@onfile/domain';
import { personal, plain, type Category } from './model/category';

const account: Category<Account, AccountEvent> = {
  name: 'account',
  initial: initialAccount,
  evolve: evolveAccount,
  types: {
    AccountRegistered: personal(),
    JourneyOpened: plain(),
    JourneyClosed: plain(),
    MobileNumberAdded: personal(),
    AccountInformationCompleted: personal(),
    CurrencyChosen: plain(),
    PostpaymentGranted: plain(),
    PostpaymentSuspended: plain(),
    PostpaymentRestored: plain(),
    BillOverdue: plain(),
    BillSettled: plain(),
    AccountRestricted: plain(),
    AccountSuspended: plain(),
    AccountRestored: plain(),
  },
};

const cardAddition: Category<Journey, CardAdditionEvent> = {
  name: 'cardAddition',
  initial: initialJourney,
  evolve: evolveJourney,
  types: {
    CardAdditionStarted: plain(),
    EmailCodeSent: plain(),
    WrongEmailCodeEntered: plain(),
    EmailConfirmed: plain(),
    SmsCodeSent: personal(),
    WrongSmsCodeEntered: plain(),
    MobileConfirmed: personal(),
    InformationGiven: personal(),
    CardSubmitted: personal(),
    HoldAsked: plain(),
    HoldUnknown: plain(),
    HoldPlaced: plain(),
    HoldDeclined: plain(),
    BankPageOpened: plain(),
    IdentityConfirmed: plain(),
    CardAdditionSucceeded: plain(),
    CardAdditionFailed: plain(),
    CardAdditionAbandoned: plain(),
    HoldReleaseAsked: plain(),
    HoldReleaseDelayed: plain(),
    HoldVoided: plain(),
    HoldRefunded: plain(),
    NothingWasHeld: plain(),
  },
};

const wallet: Category<Wallet, WalletEvent> = {
  name: 'wallet',
  initial: initialWallet,
  evolve: evolveWallet,
  types: {
    CardAdded: plain(),
    DefaultCardSet: plain(),
    CardsReordered: plain(),
    CardDeclined: plain(),
    CardBlocked: plain(),
    CardUnblocked: plain(),
    ValidityChangeOpened: plain(),
    ValidityChangeClosed: plain(),
    CardValidityChanged: plain(),
    CardUpdated: plain(),
    CardExpiryWarned: plain(),
    CardExpired: plain(),
    CardRemoved: plain(),
  },
};

const cardFingerprint: Category<CardFingerprint, CardFingerprintEvent> = {
  name: 'cardFingerprint',
  initial: initialCardFingerprint,
  evolve: evolveCardFingerprint,
  types: { FingerprintTaken: plain(), FingerprintReleased: plain() },
};

const mobileNumber: Category<MobileNumber, MobileNumberEvent> = {
  name: 'mobileNumber',
  initial: initialMobileNumber,
  evolve: evolveMobileNumber,
  types: { NumberTaken: plain(), NumberReleased: plain() },
};

/** Every kind of stream of the log (architecture section 2). A new category or type of fact is listed here, once. */
export const categories = { account, cardAddition, wallet, cardFingerprint, mobileNumber } as const;

/** What the names of Onfile's streams begin with. */
export const everyPrefix: readonly string[] = Object.values(categories).map(({ name }) => `${name}-`);
