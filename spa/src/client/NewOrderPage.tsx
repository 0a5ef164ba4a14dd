import { useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../orders/order';
import { Page } from '../ui/Page';
import { Loaded } from '../ui/states';
import { repeated } from './draft';
import { OrderWizard } from './OrderWizard';

/** A new order, perhaps one that is like another (`?repeat=12`). */
export function NewOrderPage() {
  const { t } = useTranslation();
  const repeat = Number(useSearchParams()[0].get('repeat')) || null;
  return (
    <Page title={t('new.title')} width={720}>
      {repeat ? <Repetition id={repeat} /> : <OrderWizard />}
    </Page>
  );
}

function Repetition({ id }: { id: number }) {
  return <Loaded query={useOrder(id)}>{(order) => <OrderWizard key={id} like={repeated(order)} name={`new-order.${id}`} />}</Loaded>;
}
