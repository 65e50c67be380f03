/** A card in small, beside its name; it says nothing by itself. */
export function CardMark({ brand }: { readonly brand?: string }) {
  return <span className={`card-mark card-${brand ?? 'none'}`} aria-hidden />;
}
