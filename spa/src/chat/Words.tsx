import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { partsOf } from './links';

/** A text as it was written, with its addresses as links. */
export function Words({ text }: { text: string }) {
  return (
    <Box component="span" sx={{ whiteSpace: 'pre-wrap' }}>
      {partsOf(text).map((part, at) =>
        part.href ? (
          <Link key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </Link>
        ) : (
          part.text
        ),
      )}
    </Box>
  );
}
