import { useWords } from '../../words/words';

const MINUTES = 15;

/** Step 10 of the page: the bank verifies who it is; the browser goes there and comes back (R29). */
export function BankPageStep({ bankPageUrl }: { readonly bankPageUrl?: string }) {
  const { bank } = useWords().messages.journey;
  return (
    <div className="form">
      <h2>{bank.title}</h2>
      <p>{bank.text(MINUTES)}</p>
      <a className="button button-primary" href={bankPageUrl} rel="noreferrer">
        {bank.go}
      </a>
      <p className="hint">{bank.waiting}</p>
    </div>
  );
}
