import {
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select,
  SelectValue,
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import { useWords } from '../words/words';
import { Icon } from './icon';

interface Worded {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong, in words; the field is marked invalid by it. */
  readonly error?: string;
}

type TextFieldProps = Worded &
  Pick<
    AriaTextFieldProps,
    'name' | 'type' | 'value' | 'onChange' | 'autoComplete' | 'inputMode' | 'autoFocus' | 'maxLength' | 'isRequired'
  > & {
    /** Shown in front of what is typed, such as a calling code. */
    readonly before?: string;
    readonly placeholder?: string;
    readonly size?: 'code';
  };

/** One line of text with its label, hint and error. */
export function TextField({ label, hint, error, before, placeholder, size, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} className="field" isInvalid={error !== undefined} validationBehavior="aria">
      <Label>{label}</Label>
      <span className={`input${size === 'code' ? ' input-code' : ''}`}>
        {before !== undefined && <span className="input-before">{before}</span>}
        <Input placeholder={placeholder} />
      </span>
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </AriaTextField>
  );
}

/** One thing to choose. */
export interface Choice<Key extends string = string> {
  readonly key: Key;
  readonly text: string;
  readonly hint?: string;
}

type ChooserProps<Key extends string> = Worded & {
  readonly name?: string;
  readonly choices: readonly Choice<Key>[];
  readonly value: Key | null;
  readonly onChange: (key: Key) => void;
  readonly placeholder?: string;
};

/** A list that opens; typing goes to the first choice that begins so. */
export function Chooser<Key extends string>(props: ChooserProps<Key>) {
  const { label, hint, error, choices, value, onChange, placeholder, name } = props;
  return (
    <Select
      className="field"
      name={name}
      value={value}
      onChange={(key) => key !== null && onChange(String(key) as Key)}
      placeholder={placeholder}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      <Button className="input input-select">
        <SelectValue />
        <Icon name="down" />
      </Button>
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
      <Popover className="popover">
        <ListBox className="list-box" items={choices.map((choice) => ({ ...choice, id: choice.key }))}>
          {({ text }) => <ListBoxItem textValue={text}>{text}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** A few choices, all in sight. */
export function Choices<Key extends string>(props: Omit<ChooserProps<Key>, 'placeholder'>) {
  const { label, error, choices, value, onChange, name } = props;
  return (
    <RadioGroup
      className="field choices"
      name={name}
      value={value}
      onChange={(key) => onChange(key as Key)}
      isInvalid={error !== undefined}
    >
      <Label>{label}</Label>
      <div className="choices-row">
        {choices.map(({ key, text, hint }) => (
          <Radio key={key} value={key} className="choice">
            <span className="choice-mark" aria-hidden />
            <span>
              <span className="choice-text">{text}</span>
              {hint !== undefined && <span className="choice-hint">{hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError>{error}</FieldError>
    </RadioGroup>
  );
}

/** What a field that must be filled says while it is empty; nothing once it is filled, or before it is asked. */
export function useRequired(wasAsked: boolean) {
  const { messages } = useWords();
  return (value: string | null, text = messages.frame.required): string | undefined =>
    wasAsked && (value ?? '').trim() === '' ? text : undefined;
}
