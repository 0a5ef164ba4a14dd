import { useEffect, useEffectEvent, useState, type ComponentType } from 'react';
import { Offline } from '../api/failure';
import { useFeedback } from './feedback';

type Opened = { isOpen: boolean; onClose: () => void };

/** What lies above a page, such as a menu: loaded when it is opened for the first time. Where it cannot be, it says so and can be opened again. */
export function onDemand<P extends Opened>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return function OnDemand(props: P) {
    const { isOpen, onClose } = props;
    const { sayFailure } = useFeedback();
    const [Part, setPart] = useState<ComponentType<P> | null>(null);
    const giveUp = useEffectEvent(() => {
      onClose();
      sayFailure(new Offline());
    });
    const isMissing = isOpen && !Part;
    useEffect(() => {
      if (isMissing) {
        load().then((loaded) => setPart(() => loaded), giveUp);
      }
    }, [isMissing]);
    return Part && <Part {...props} />;
  };
}
