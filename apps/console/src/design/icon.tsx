const PATHS = {
  down: 'M5 8l5 5 5-5',
  check: 'M4 10.5l4 4 8-9',
  skip: 'M5 5l6 5-6 5M13 5v10',
  trash: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6M8.5 9v4.5M11.5 9v4.5',
  grip: 'M7 5h.01M7 10h.01M7 15h.01M13 5h.01M13 10h.01M13 15h.01',
  clock: 'M10 3.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM10 6.5V10l2.5 1.5',
  warning: 'M10 3l7.5 13.5h-15zM10 8v4M10 14.2h.01',
  info: 'M10 3.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM10 9.2V14M10 6.6h.01',
  close: 'M5 5l10 10M15 5L5 15',
  card: 'M3 5.5h14v9.5H3zM3 8.5h14M6 12h3',
  bill: 'M5 3h10v14l-2-1.4-1.5 1.4-1.5-1.4L8.5 17 7 15.6 5 17zM8 7h4M8 10h4',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  person: 'M10 10a3 3 0 100-6 3 3 0 000 6zM4.5 16.5c.6-3 2.8-4.5 5.5-4.5s4.9 1.5 5.5 4.5',
} as const;

/** What a drawing shows. */
export type IconName = keyof typeof PATHS;

/** A small drawing beside words; it says nothing by itself. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
