import { useParams } from 'react-router';
import { RowPage } from './data/RowPage';
import { RowsPage } from './data/RowsPage';
import { TablesPage } from './data/TablesPage';

/** Every table of the database, to be looked at. */
export function DataPage() {
  const { table, key } = useParams();
  return table === undefined ? <TablesPage /> : key === undefined ? <RowsPage key={table} table={table} /> : <RowPage table={table} rowKey={key} />;
}
