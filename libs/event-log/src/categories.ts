import {
  evolveAccount,
  evolveBill,
  evolveBillNumbers,
  evolveCardFingerprint,
  evolveFeedbackCount,
  evolveValidityChange,
  evolveDeductionRun,
  evolveJourney,
  evolveMobileNumber,
  evolveMonthCharges,
  evolveOperatorLog,
  evolveWallet,
  initialAccount,
  initialBill,
  initialBillNumbers,
  initialCardFingerprint,
  initialFeedbackCount,
  initialValidityChange,
  initialDeductionRun,
  initialJourney,
  initialMobileNumber,
  initialMonthCharges,
  initialOperatorLog,
  initialWallet,
  type Account,
  type AccountEvent,
  type Bill,
  type BillEvent,
  type BillNumbers,
  type BillNumbersEvent,
  type CardAdditionEvent,
  type CardFingerprint,
  type CardFingerprintEvent,
  type FeedbackCount,
  type FeedbackEvent,
  type ValidityChange,
  type ValidityChangeEvent,
  type ChargesEvent,
  type DeductionRun,
  type DeductionRunEvent,
  type Journey,
  type MobileNumber,
  type MobileNumberEvent,
  type MonthCharges,
  type OperatorLog,
  type OperatorLogEvent,
  type Wallet,
  type WalletEvent,
  evolveSettlement,
  initialSettlement,
  type Settlement,
  type SettlementEvent,
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
    PostpaymentGivenUp: plain(),
    ServiceTicketOpened: personal(),
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

const cardValidityChange: Category<ValidityChange, ValidityChangeEvent> = {
  name: 'cardValidityChange',
  initial: initialValidityChange,
  evolve: evolveValidityChange,
  types: {
    ValidityChangeStarted: plain(),
    HoldAsked: plain(),
    HoldUnknown: plain(),
    HoldPlaced: plain(),
    HoldDeclined: plain(),
    BankPageOpened: plain(),
    IdentityConfirmed: plain(),
    ValidityChangeSucceeded: plain(),
    ValidityChangeFailed: plain(),
    HoldReleaseAsked: plain(),
    HoldReleaseDelayed: plain(),
    HoldVoided: plain(),
    HoldRefunded: plain(),
    NothingWasHeld: plain(),
  },
};

const feedback: Category<FeedbackCount, FeedbackEvent> = {
  name: 'feedback',
  initial: initialFeedbackCount,
  evolve: evolveFeedbackCount,
  types: { FeedbackGiven: plain(), CommentedFeedbackGiven: personal() },
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
    CardTokenDestroyed: plain(),
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

const charges: Category<MonthCharges, ChargesEvent> = {
  name: 'charges',
  initial: initialMonthCharges,
  evolve: evolveMonthCharges,
  types: { ChargeRecorded: plain(), ChargesBilled: plain(), ChargesCarried: plain() },
};

const bill: Category<Bill, BillEvent> = {
  name: 'bill',
  initial: initialBill,
  evolve: evolveBill,
  types: {
    BillIssued: plain(),
    BillSent: plain(),
    DeductionRoundStarted: plain(),
    CardPassedOver: plain(),
    CardChargeStarted: plain(),
    CardChargeUnknown: plain(),
    CardCharged: plain(),
    CardChargeDeclined: plain(),
    CardPartApproved: plain(),
    ConfirmationAsked: plain(),
    PaymentPageOpened: plain(),
    PaymentPageClosed: plain(),
    ChargeReturnAsked: plain(),
    ChargeReturnDelayed: plain(),
    ChargeVoided: plain(),
    ChargeRefunded: plain(),
    ChargeGivenUp: plain(),
    DeductionRoundFailed: plain(),
    PaymentOverdue: plain(),
    ServicesRestricted: plain(),
    ServicesSuspended: plain(),
    CollectionEnded: plain(),
    BillBlocked: plain(),
    BillUnblocked: plain(),
    BillPaid: plain(),
    BillPaidByHand: plain(),
    BillCredited: plain(),
  },
};

const billNumbers: Category<BillNumbers, BillNumbersEvent> = {
  name: 'billNumbers',
  initial: initialBillNumbers,
  evolve: evolveBillNumbers,
  types: { BillNumbersReserved: plain(), BillNumberVoided: plain() },
};

const deductionRun: Category<DeductionRun, DeductionRunEvent> = {
  name: 'deductionRun',
  initial: initialDeductionRun,
  evolve: evolveDeductionRun,
  types: {
    DeductionRunStarted: plain(),
    DeductionPageIssued: plain(),
    DeductionRunPaused: plain(),
    DeductionRunResumed: plain(),
    DeductionRunFinished: plain(),
    DeductionRunMissed: plain(),
  },
};

const settlement: Category<Settlement, SettlementEvent> = {
  name: 'settlement',
  initial: initialSettlement,
  evolve: evolveSettlement,
  types: { SettlementCompared: plain(), SettlementDisagreed: plain() },
};

const operatorLog: Category<OperatorLog, OperatorLogEvent> = {
  name: 'operatorLog',
  initial: initialOperatorLog,
  evolve: evolveOperatorLog,
  types: { OperatorActed: plain() },
};

/** Every kind of stream of the log (architecture section 2). A new category or type of fact is listed here, once. */
export const categories = {
  account,
  cardAddition,
  cardValidityChange,
  wallet,
  cardFingerprint,
  mobileNumber,
  charges,
  bill,
  billNumbers,
  deductionRun,
  settlement,
  feedback,
  operatorLog,
} as const;

/** What the names of Onfile's streams begin with. */
export const everyPrefix: readonly string[] = Object.values(categories).map(({ name }) => `${name}-`);
