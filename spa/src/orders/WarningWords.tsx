import { useTranslation } from 'react-i18next';

const KNOWN = ['missing_master', 'missing_price', 'missing_payment_proof'] as const;

/** What an order lacks for its status, in words; what a later server may say besides is shown as it is. */
export function WarningWords({ warnings }: { warnings: string[] }) {
  const { t } = useTranslation();
  const words = warnings.map((warning) => {
    const known = KNOWN.find((one) => one === warning);
    return known ? t(`lacks.${known}`) : warning;
  });
  return <>{words.join(', ')}</>;
}
