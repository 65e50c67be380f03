/** An id, a key, a hash: in letters that can be told apart, broken where it has to be. */
export function Id({ children }: { readonly children: string }) {
  return <code className="id">{children}</code>;
}
