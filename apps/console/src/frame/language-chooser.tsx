import { Chooser } from '../design/fields';
import { languageNames, languages } from '../words/languages';
import { useWords } from '../words/words';

/** The language of this console, in this browser. */
export function LanguageChooser() {
  const { messages, language, choose } = useWords();
  return (
    <Chooser
      label={messages.frame.language}
      choices={languages.map((key) => ({ key, text: languageNames[key] }))}
      value={language}
      onChange={choose}
    />
  );
}
