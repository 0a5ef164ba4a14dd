import { useParams } from 'react-router';
import { NotFoundPage } from '../app/FallbackPages';
import { EditedRule } from './rules/EditedRule';
import { NewRule } from './rules/NewRule';

export function RulePage() {
  const { id = '' } = useParams();
  if (id === 'new') {
    return <NewRule />;
  }
  return /^\d+$/.test(id) ? <EditedRule key={id} id={Number(id)} /> : <NotFoundPage />;
}
