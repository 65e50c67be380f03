import { useState } from 'react';
import { NavLink } from 'react-router';
import { Icon } from '../design/icon';
import { useWords } from '../words/words';

/** The pages of the customer: side by side where there is room, behind a Menu button on a phone. */
export function Navigation() {
  const { nav } = useWords().messages.frame;
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const pages = [
    ['/payment-methods', nav.paymentMethods],
    ['/bills', nav.bills],
    ['/historical-cards', nav.historicalCards],
    ['/holds', nav.holds],
    ['/preferences', nav.preferences],
  ] as const;
  return (
    <nav
      aria-label={nav.label}
      className="nav"
      data-open={isOpen || undefined}
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <button
        type="button"
        className="button button-quiet nav-menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'close' : 'menu'} />
        {nav.menu}
      </button>
      <div className="nav-pages">
        {pages.map(([to, text]) => (
          <NavLink key={to} to={to} onClick={close}>
            {text}
          </NavLink>
        ))}
      </div>
    </nav>
  );
}
