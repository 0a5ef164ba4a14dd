import { useTranslation } from 'react-i18next';
import { useMe, useSession } from '../session/session';
import { useFeedback } from '../ui/feedback';
import { forgetDrafts } from '../ui/useDraft';

/**
 * Signs out, and leaves nothing of what was typed to whoever comes next.
 *
 * @param unsent how many messages would be lost with it, which is asked about
 */
export function useSignOut(unsent = 0): () => Promise<void> {
  const { t } = useTranslation();
  const { id } = useMe();
  const { leave } = useSession();
  const { confirm, sayProblem } = useFeedback();
  return async () => {
    if (unsent > 0) {
      const text = t('session.unsentText', { count: unsent });
      if ((await confirm({ title: t('session.unsentTitle'), text, confirm: t('session.signOut'), danger: true })) === null) {
        return;
      }
    }
    try {
      await leave();
      forgetDrafts(id);
    } catch {
      sayProblem(t('session.notLeft'));
    }
  };
}
