import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { examples } from './examples';

/** Rules that are ready to be simulated and switched on. */
export function ExampleCards() {
  const { t } = useTranslation();
  return (
    <Box component="section" aria-labelledby="examples">
      <Typography variant="h3" component="h2" id="examples" sx={{ mb: 1.5, mt: 1 }}>
        {t('rules.examples')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(3, minmax(0, 1fr))' } }}>
        {Object.entries(examples(t)).map(([name, example]) => (
          <Card key={name}>
            <CardActionArea component={Link} to={`/admin/rules/new?example=${name}`} sx={{ p: 2, height: '100%', display: 'block' }}>
              <Typography sx={{ fontWeight: 650 }}>{example.name}</Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
                {example.description}
              </Typography>
            </CardActionArea>
          </Card>
        ))}
      </Box>
    </Box>
  );
}
