import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useDebounced } from './useDebounced';

/**
 * What is typed into a field whose value is part of the address, which is told when the typing stops ({@link useUrlState}).
 *
 * @param value as in the address
 * @param isMeant whether it is worth telling: what is half typed may look like something else
 */
export function useTyped(value: string, onChange: (text: string) => void, isMeant: (text: string) => boolean = () => true) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const settled = useDebounced(typed);
  const tell = useEffectEvent((text: string) => {
    if (text !== told.current && isMeant(text)) {
      told.current = text;
      onChange(text);
    }
  });
  useEffect(() => tell(settled), [settled]);
  // The address has changed by other means, as by a reset.
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setTyped(value);
    }
  }, [value]);
  return [typed, setTyped] as const;
}
