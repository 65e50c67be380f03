import { Suspense, useState, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';

/** What the button of a menu looks like, and is called. */
export interface MenuFace {
  readonly className: string;
  readonly label: string;
  readonly content: ReactNode;
}

interface MenuButtonProps {
  readonly face: MenuFace;
  /** An `OpenMenu` of the same face that is loaded when it is asked for. */
  readonly children: ReactNode;
}

/** The button of a menu that most people never open: what is in it comes with the first press. */
export function MenuButton({ face: { className, label, content }, children }: MenuButtonProps) {
  const [wasPressed, setWasPressed] = useState(false);
  const closed = (
    <AriaButton
      className={className}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onPress={() => setWasPressed(true)}
    >
      {wasPressed && <span className="spinner" aria-hidden />}
      {content}
    </AriaButton>
  );
  return wasPressed ? <Suspense fallback={closed}>{children}</Suspense> : closed;
}
