import { useEffect, useState } from 'react';
import { serverNow } from '../api/latest';

/** Whole seconds until `instant` by the server's clock; 0 when it is over or none was given. */
export function secondsUntil(instant: string | undefined, now: number): number {
  if (instant === undefined) return 0;
  return Math.max(0, Math.ceil((Date.parse(instant) - now) / 1_000));
}

/** Counts down to `instant`, and comes to rest there. */
export function useCountdown(instant: string | undefined): number {
  const [left, setLeft] = useState(() => secondsUntil(instant, serverNow()));
  useEffect(() => {
    const look = () => setLeft(secondsUntil(instant, serverNow()));
    look();
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [instant]);
  return left;
}
