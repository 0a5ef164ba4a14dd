import Chip from '@mui/material/Chip';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { distinctNameOf } from '../../people/names';
import { useCan } from '../../session/session';
import { personOf } from '../people/person';

type Props = { role: 'client' | 'master'; id: string; onRemove: () => void };

/** Whose orders are shown, as when somebody comes here from their page. */
export function PersonFilter({ role, id, onRemove }: Props) {
  const { t } = useTranslation();
  const canRead = useCan()('users.read');
  const { data: person } = useQuery({ ...personOf(Number(id)), enabled: canRead });
  return <Chip label={`${t(`appointments.${role}`)}: ${person ? distinctNameOf(person) : id}`} onDelete={onRemove} />;
}
