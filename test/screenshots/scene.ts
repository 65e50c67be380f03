import type { ConsolePage } from '../driver/console';
import type { Customer } from '../driver/onfile';

/** A person at a page, as it is to be seen. */
export interface Scene {
  readonly name: string;
  readonly who?: Pick<Customer, 'token'>;
  readonly path: string;
  /** What happens in the world before the first picture of it. */
  readonly before?: () => Promise<void>;
  /** Said by the page once it is all there. */
  readonly heading: string;
  /** Something to do before the picture. */
  readonly then?: (page: ConsolePage) => Promise<void>;
  /** Desk and phone, unless said otherwise. */
  readonly on?: readonly ('desktop' | 'phone')[];
  /** Of the browser; American English unless said otherwise. */
  readonly locale?: string;
}
