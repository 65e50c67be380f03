import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, MenuTrigger, Popover } from 'react-aria-components';
import type { MenuFace } from './menu-button';

interface OpenMenuProps {
  readonly face: MenuFace;
  readonly children: ReactNode;
}

/** A menu that stands open as soon as it is there. Its button has the focus first, and gets it back. */
export function OpenMenu({ face: { className, label, content }, children }: OpenMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    button.current?.focus();
    setIsOpen(true);
  }, []);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button ref={button} className={className} aria-label={label}>
        {content}
      </Button>
      <Popover className="popover" placement="bottom end">
        {children}
      </Popover>
    </MenuTrigger>
  );
}
