import { useEffect, useState } from 'react';

/** The time, which goes on: for countdowns and for "5 minutes ago". */
export function useNow(every = 1000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
