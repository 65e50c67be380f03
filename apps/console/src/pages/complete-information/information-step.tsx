import { OnfileProblem } from '@onfile/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { currenciesQuery, industriesQuery, regionsQuery } from '../../api/queries';
import { Button } from '../../design/button';
import { Choices, Chooser, TextField, useRequired } from '../../design/fields';
import { Problem } from '../../design/notice';
import { wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';
import type { StepProps } from './step-props';
import { giveInformation, useStep, type Information } from './steps';

type AccountType = Information['accountType'];

const FIELDS = {
  individual: ['name', 'address'],
  enterprise: ['enterpriseName', 'enterpriseAddress', 'contactName', 'contactPosition'],
} as const;
type Field = (typeof FIELDS)[AccountType][number];
const COMPLETIONS: Readonly<Record<Field, string>> = {
  name: 'name',
  address: 'street-address',
  enterpriseName: 'organization',
  enterpriseAddress: 'street-address',
  contactName: 'name',
  contactPosition: 'organization-title',
};

/** Steps 7 and 8 of the page: who the customer is (R17–R20). Another account type begins with empty fields. */
export function InformationStep({ journey: { journeyId }, me }: StepProps) {
  const { messages, formats } = useWords();
  const { journey, frame } = messages;
  const words = journey.information;
  const [accountType, setAccountType] = useState<AccountType>('individual');
  const [typed, setTyped] = useState<Partial<Record<Field, string>>>({});
  const [industry, setIndustry] = useState<string | null>(null);
  const [currency, setCurrency] = useState<string | null>(null);
  const [wasAsked, setWasAsked] = useState(false);
  const required = useRequired(wasAsked);
  const giving = useStep(journeyId, giveInformation(journeyId));
  const refused = giving.error instanceof OnfileProblem ? giving.error.body.field : undefined;
  const given = informationOf(accountType, { ...typed, industry: industry ?? '', currency: currency ?? '' });
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setWasAsked(true);
        if (given !== undefined) giving.take(given);
      }}
    >
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <Choices
        label={words.type}
        value={accountType}
        onChange={(type) => {
          setAccountType(type);
          setTyped({});
          setWasAsked(false);
          giving.reset();
        }}
        choices={[
          { key: 'individual', text: words.individual, hint: words.individualHint },
          { key: 'enterprise', text: words.enterprise, hint: words.enterpriseHint },
        ]}
      />
      {FIELDS[accountType].map((field) => (
        <TextField
          key={field}
          label={words[field]}
          name={field}
          autoComplete={COMPLETIONS[field]}
          value={typed[field] ?? ''}
          onChange={(text) => setTyped({ ...typed, [field]: text })}
          error={
            required(typed[field] ?? '') ?? (refused === field ? messages.problems['information-invalid'] : undefined)
          }
        />
      ))}
      <IndustryField value={industry} onChange={setIndustry} error={required(industry, words.chooseIndustry)} />
      {accountType === 'enterprise' ? (
        <CurrencyField value={currency} onChange={setCurrency} error={required(currency, words.chooseCurrency)} />
      ) : (
        <RegionCurrency region={me.region} text={(code) => words.currencyOfRegion(formats.currency(code))} />
      )}
      <Problem error={giving.error} />
      <Button type="submit" look="primary" isPending={giving.isPending}>
        {frame.next}
      </Button>
    </Form>
  );
}

/** What is sent: the fields of one account type, none of the other's; undefined while one is blank. */
function informationOf(accountType: AccountType, given: Partial<Record<string, string>>): Information | undefined {
  const names = [...FIELDS[accountType], 'industry', ...(accountType === 'enterprise' ? ['currency'] : [])];
  const values = names.map((name) => [name, (given[name] ?? '').trim()] as const);
  if (values.some(([, value]) => value === '')) return undefined;
  return { accountType, ...Object.fromEntries(values) } as Information;
}

interface ChoiceProps {
  readonly value: string | null;
  readonly onChange: (key: string) => void;
  readonly error?: string;
}

function IndustryField({ value, onChange, error }: ChoiceProps) {
  const { messages, language } = useWords();
  const words = messages.journey.information;
  const codes = useQuery(industriesQuery).data?.industries ?? [];
  const choices = codes
    .map((key) => ({ key, text: wordOf(messages.industries, key, key) }))
    .sort((a, b) => (a.key === 'other' ? 1 : b.key === 'other' ? -1 : a.text.localeCompare(b.text, language)));
  return <Chooser label={words.industry} placeholder={words.chooseIndustry} {...{ choices, value, onChange, error }} />;
}

/** A currency to be billed in (R19, R41). */
export function CurrencyField({ value, onChange, error }: ChoiceProps) {
  const { messages, formats, language } = useWords();
  const words = messages.journey.information;
  const currencies = useQuery(currenciesQuery).data?.currencies ?? [];
  const choices = currencies
    .map(({ code }) => ({ key: code, text: `${formats.currency(code)} (${code})` }))
    .sort((a, b) => a.text.localeCompare(b.text, language));
  return <Chooser label={words.currency} placeholder={words.chooseCurrency} {...{ choices, value, onChange, error }} />;
}

/** R20, D12: an Individual is told, not asked. */
function RegionCurrency({ region, text }: { readonly region: string; readonly text: (currency: string) => string }) {
  const currency = useQuery(regionsQuery).data?.regions.find(({ code }) => code === region)?.currency;
  return currency === undefined ? null : <p className="hint">{text(currency)}</p>;
}
