import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { answered, api, keyed, newKey } from '../../api/client';
import { meQuery } from '../../api/queries';
import { chooseAppearance, chosenAppearance, type Appearance } from '../../design/appearance';
import { Button } from '../../design/button';
import { Choices, Chooser } from '../../design/fields';
import { Notice, Problem } from '../../design/notice';
import { Loaded, Page } from '../../design/page';
import { LanguageChooser } from '../../frame/language-chooser';
import { useWords } from '../../words/words';

const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: () => answered(api.GET('/v1/me/preferences')),
});

/** My Account > Preferences (R41–42). */
export function Preferences() {
  const { preferences } = useWords().messages;
  const query = useQuery(preferencesQuery);
  return (
    <Page title={preferences.title} lead={preferences.lead} size="narrow">
      <section className="panel">
        <h2>{preferences.currency}</h2>
        <p>{preferences.currencyText}</p>
        <Loaded query={query}>{(shown) => <CurrencyForm {...shown} />}</Loaded>
      </section>
      <section className="panel">
        <h2>{preferences.language}</h2>
        <p>{preferences.languageText}</p>
        <div className="form">
          <LanguageChooser />
          <AppearanceChoices />
        </div>
      </section>
    </Page>
  );
}

interface CurrencyFormProps {
  readonly currency: string;
  readonly currencies: readonly string[];
  readonly unpaidBills: readonly string[];
}

function CurrencyForm({ currency, currencies, unpaidBills }: CurrencyFormProps) {
  const { messages, formats } = useWords();
  const { preferences, problems, frame } = messages;
  const client = useQueryClient();
  const [chosen, setChosen] = useState(currency);
  const saving = useMutation({
    mutationFn: ({ wanted, key }: { wanted: string; key: string }) =>
      answered(api.PUT('/v1/me/preferences/currency', { params: keyed(key), body: { currency: wanted } })),
    onSuccess: (now) => {
      client.setQueryData(preferencesQuery.queryKey, now);
      void client.invalidateQueries(meQuery);
    },
  });
  const isUnpaid = unpaidBills.length > 0;
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate({ wanted: chosen, key: newKey() });
      }}
    >
      <Chooser
        label={preferences.currency}
        choices={currencies.map((code) => ({ key: code, text: `${formats.currency(code)} (${code})` }))}
        value={chosen}
        onChange={setChosen}
      />
      {isUnpaid && (
        <Notice kind="warning">
          <p>{problems['bill-unpaid']}</p>
        </Notice>
      )}
      <Problem error={saving.error} />
      <Button type="submit" look="primary" isDisabled={isUnpaid} isPending={saving.isPending}>
        {frame.save}
      </Button>
      {saving.isSuccess && (
        <Notice kind="success" isNews>
          <p>{preferences.saved}</p>
        </Notice>
      )}
    </Form>
  );
}

function AppearanceChoices() {
  const { frame } = useWords().messages;
  const [appearance, setAppearance] = useState<Appearance>(chosenAppearance);
  return (
    <Choices
      label={frame.appearance}
      value={appearance}
      onChange={(chosen) => {
        chooseAppearance(chosen);
        setAppearance(chosen);
      }}
      choices={(['system', 'light', 'dark'] as const).map((key) => ({ key, text: frame.appearances[key] }))}
    />
  );
}
