import type { Language } from '@onfile/domain';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { en, type Messages } from './en';
import { formatsOf, type Formats } from './formats';
import { firstLanguage, loadWords, localeOf, localeOfReader } from './languages';

/** The words and formats of the reader's language, and the way to another one. */
export interface Words {
  readonly language: Language;
  readonly messages: Messages;
  readonly formats: Formats;
  readonly choose: (language: Language) => void;
}

const WordsContext = createContext<Words | undefined>(undefined);
const KEPT_AS = 'onfile-language';

/** Speaks the reader's language to everything inside. Shows nothing until its words are there. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    firstLanguage(localStorage.getItem(KEPT_AS), navigator.languages),
  );
  const [loaded, setLoaded] = useState<{ language: Language; messages: Messages }>();
  useEffect(() => {
    let isCurrent = true;
    void loadWords[language]().then((messages) => {
      if (isCurrent) setLoaded({ language, messages });
    });
    document.documentElement.lang = localeOf[language];
    return () => {
      isCurrent = false;
    };
  }, [language]);
  const locale = localeOfReader(loaded?.language ?? language, navigator.languages);
  const words = useMemo(
    () =>
      loaded && {
        ...loaded,
        formats: formatsOf(locale),
        choose(next: Language) {
          localStorage.setItem(KEPT_AS, next);
          setLanguage(next);
        },
      },
    [loaded, locale],
  );
  if (words === undefined) return null;
  return (
    <I18nProvider locale={locale}>
      <WordsContext value={words}>{children}</WordsContext>
    </I18nProvider>
  );
}

const english: Omit<Words, 'choose' | 'messages'> = { language: 'en', formats: formatsOf(localeOf.en) };

/** Speaks English to everything inside, whatever the reader's language; `problems`: where other words fit these readers better. */
export function InEnglish({ children, problems }: { children: ReactNode; problems: Partial<Messages['problems']> }) {
  const { choose, language } = useWords();
  const words = useMemo(
    () => ({ ...english, choose, messages: { ...en, problems: { ...en.problems, ...problems } } }),
    [choose, problems],
  );
  useEffect(() => {
    document.documentElement.lang = localeOf.en;
    return () => void (document.documentElement.lang = localeOf[language]);
  }, [language]);
  return (
    <I18nProvider locale={localeOf.en}>
      <WordsContext value={words}>{children}</WordsContext>
    </I18nProvider>
  );
}

/** The words of the reader's language. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error('no words here: WordsProvider is missing');
  return words;
}
