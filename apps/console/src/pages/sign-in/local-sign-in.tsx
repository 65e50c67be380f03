import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { answered, api } from '../../api/client';
import { regionsQuery } from '../../api/queries';
import { Button } from '../../design/button';
import { Chooser, TextField, useRequired } from '../../design/fields';
import { Problem } from '../../design/notice';
import { beginSession } from '../../session/session';
import { useWords } from '../../words/words';

const looksLikeEmail = (text: string) => /^\S+@\S+\.\S+$/.test(text.trim());

/** The way in on one machine: register with email and region, or sign in by email. */
export function LocalSignIn({ backTo }: { readonly backTo: string }) {
  const { signIn } = useWords().messages;
  return (
    <>
      <Tabs className="tabs">
        <TabList aria-label={signIn.title}>
          <Tab id="existing">{signIn.tabs.existing}</Tab>
          <Tab id="register">{signIn.tabs.register}</Tab>
        </TabList>
        <TabPanel id="existing">
          <Existing backTo={backTo} />
        </TabPanel>
        <TabPanel id="register">
          <Register backTo={backTo} />
        </TabPanel>
      </Tabs>
      <p className="hint">{signIn.local}</p>
    </>
  );
}

function useEntrance(backTo: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (accessToken: string) => {
    await beginSession(accessToken);
    client.clear();
    await navigate(backTo, { replace: true });
  };
}

function Existing({ backTo }: { readonly backTo: string }) {
  const { signIn } = useWords().messages;
  const [email, setEmail] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const enter = useEntrance(backTo);
  const go = useMutation({
    mutationFn: async () => {
      const { accessToken } = await answered(api.POST('/dev/sign-in', { body: { email: email.trim() } }));
      await enter(accessToken);
    },
  });
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setWasAsked(true);
        if (looksLikeEmail(email)) go.mutate();
      }}
    >
      <EmailField value={email} onChange={setEmail} wasAsked={wasAsked} />
      <Problem error={go.error} />
      <Button type="submit" look="primary" isPending={go.isPending}>
        {signIn.enter}
      </Button>
    </Form>
  );
}

function Register({ backTo }: { readonly backTo: string }) {
  const { messages, formats, language } = useWords();
  const { signIn } = messages;
  const regions = useQuery(regionsQuery);
  const [email, setEmail] = useState('');
  const [region, setRegion] = useState<string | null>(null);
  const [wasAsked, setWasAsked] = useState(false);
  const required = useRequired(wasAsked);
  const enter = useEntrance(backTo);
  const go = useMutation({
    mutationFn: async (where: string) => {
      const body = { email: email.trim(), region: where, language };
      await enter((await answered(api.POST('/dev/accounts', { body }))).accessToken);
    },
  });
  const choices = (regions.data?.regions ?? [])
    .map(({ code }) => ({ key: code, text: formats.region(code) }))
    .sort((a, b) => a.text.localeCompare(b.text, language));
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setWasAsked(true);
        if (looksLikeEmail(email) && region !== null) go.mutate(region);
      }}
    >
      <EmailField value={email} onChange={setEmail} wasAsked={wasAsked} />
      <Chooser
        label={signIn.region}
        hint={signIn.regionHint}
        choices={choices}
        value={region}
        onChange={setRegion}
        placeholder={signIn.regionMissing}
        error={required(region, signIn.regionMissing)}
      />
      <Problem error={go.error ?? regions.error} />
      <Button type="submit" look="primary" isPending={go.isPending}>
        {signIn.register}
      </Button>
    </Form>
  );
}

function EmailField(props: { value: string; onChange: (text: string) => void; wasAsked: boolean }) {
  const { signIn } = useWords().messages;
  const { value, onChange, wasAsked } = props;
  const error = wasAsked && !looksLikeEmail(value) ? signIn.emailInvalid : undefined;
  return (
    <TextField
      label={signIn.email}
      type="email"
      name="email"
      autoComplete="email"
      placeholder={signIn.emailHint}
      {...{ value, onChange, error }}
    />
  );
}
