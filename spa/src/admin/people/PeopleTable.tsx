import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Theme } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import { nameOf } from '../../people/names';
import type { Person } from './decisions';

export type Column = {
  label: string;
  of: (person: Person) => ReactNode;
  /** Figures stand below each other at the right. */
  isFigure?: boolean;
  /** Without its name on a phone, as chips and buttons speak for themselves. */
  isPlain?: boolean;
};

/** People as a table on a desk, as cards on a phone. */
export function PeopleTable({ people, columns }: { people: Person[]; columns: Column[] }) {
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'));
  return isWide ? <Rows people={people} columns={columns} /> : <Cards people={people} columns={columns} />;
}

function Rows({ people, columns }: { people: Person[]; columns: Column[] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <TableContainer>
        <Table sx={{ '& tr:last-child td': { borderBottom: 0 } }}>
          <TableHead>
            <TableRow>
              <TableCell>{t('column.person')}</TableCell>
              {columns.map(({ label, isFigure }) => (
                <TableCell key={label} align={isFigure ? 'right' : 'left'}>
                  {label}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {people.map((person) => (
              <TableRow key={person.id} hover>
                <TableCell sx={{ py: 1 }}>
                  <Name person={person} />
                </TableCell>
                {columns.map(({ label, of, isFigure }) => (
                  <TableCell key={label} align={isFigure ? 'right' : 'left'} sx={{ py: 1, fontVariantNumeric: 'tabular-nums' }}>
                    {of(person)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Card>
  );
}

function Cards({ people, columns }: { people: Person[]; columns: Column[] }) {
  return (
    <Stack component="ul" sx={{ m: 0, p: 0, listStyle: 'none', gap: 1 }}>
      {people.map((person) => {
        const plain = columns.filter(({ isPlain, of }) => isPlain && of(person) !== null);
        const named = columns.filter(({ isPlain, of }) => !isPlain && of(person) !== null);
        return (
          <Card key={person.id} component="li" sx={{ p: 1.5 }}>
            <Name person={person} />
            <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.75, mt: 1, alignItems: 'center', '&:empty': { display: 'none' } }}>
              {plain.map(({ label, of }) => (
                <Box key={label} component="span" sx={{ display: 'contents' }}>
                  {of(person)}
                </Box>
              ))}
            </Stack>
            {named.length > 0 && (
              <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 1, m: 0, mt: 1.25 }}>
                {named.map(({ label, of }) => (
                  <Box key={label}>
                    <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
                      {label}
                    </Typography>
                    <Typography component="dd" sx={{ m: 0, fontWeight: 600, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}>
                      {of(person)}
                    </Typography>
                  </Box>
                ))}
              </Box>
            )}
          </Card>
        );
      })}
    </Stack>
  );
}

function Name({ person }: { person: Person }) {
  const { t } = useTranslation();
  const name = nameOf(person);
  return (
    <Stack direction="row" sx={{ gap: 1.5, alignItems: 'center', minWidth: 0 }}>
      <Avatar aria-hidden sx={{ width: 36, height: 36, fontSize: 16, bgcolor: 'action.selected', color: 'text.primary' }}>
        {name.charAt(0).toUpperCase()}
      </Avatar>
      <Box sx={{ minWidth: 0 }}>
        <Link component={RouterLink} to={`/admin/users/${person.id}`} underline="hover" sx={{ color: 'text.primary', fontWeight: 600, overflowWrap: 'anywhere' }}>
          {name}
        </Link>
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {t('queue.number', { id: person.id })}
          {name !== person.username && ` · ${person.username}`}
        </Typography>
      </Box>
    </Stack>
  );
}
