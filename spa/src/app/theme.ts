import '@fontsource-variable/inter/wght.css';
import { createTheme } from '@mui/material/styles';

/** The one theme, light and dark; which of them is the reader's choice, or the system's. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'class' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#1b6763', dark: '#124b48', light: '#2f8a85', contrastText: '#ffffff' },
        secondary: { main: '#8a5a12', contrastText: '#ffffff' },
        success: { main: '#1f7a3d' },
        warning: { main: '#9a5b00' },
        error: { main: '#b3261e' },
        info: { main: '#2456a6' },
        background: { default: '#f5f6f8', paper: '#ffffff' },
        text: { primary: '#17202b', secondary: '#53606f' },
        divider: '#e1e5ea',
      },
    },
    dark: {
      palette: {
        primary: { main: '#6fd0c8', dark: '#4fb5ad', light: '#a0e4de', contrastText: '#06211f' },
        secondary: { main: '#e8b45c', contrastText: '#231700' },
        success: { main: '#6fcf8b' },
        warning: { main: '#f0b35a' },
        error: { main: '#ff8d85' },
        info: { main: '#8db8ff' },
        background: { default: '#0f141b', paper: '#171d26' },
        text: { primary: '#e8edf3', secondary: '#a3afbd' },
        divider: '#2a3340',
      },
    },
  },
  shape: { borderRadius: 12 },
  typography: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    h1: { fontSize: '1.75rem', fontWeight: 700, letterSpacing: '-0.02em', lineHeight: 1.2 },
    h2: { fontSize: '1.25rem', fontWeight: 650, letterSpacing: '-0.01em' },
    h3: { fontSize: '1.05rem', fontWeight: 650 },
    button: { textTransform: 'none', fontWeight: 600 },
    overline: { letterSpacing: '0.06em', fontWeight: 600, lineHeight: 1.6 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        ':focus-visible': { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 2 },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important', scrollBehavior: 'auto !important' },
        },
      },
    },
    MuiButton: { defaultProps: { disableElevation: true }, styleOverrides: { root: { borderRadius: 10, minHeight: 40 } } },
    MuiCard: { defaultProps: { variant: 'outlined' }, styleOverrides: { root: { borderRadius: 16 } } },
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiInputBase: { styleOverrides: { input: { '&::placeholder': { color: 'var(--mui-palette-text-secondary)', opacity: 1 } } } },
    MuiTextField: { defaultProps: { fullWidth: true } },
    MuiChip: { styleOverrides: { root: { fontWeight: 600 } } },
    MuiTooltip: { defaultProps: { enterDelay: 400 } },
    // Axe wants everything to be in some landmark, and menus are beside those of the page.
    MuiMenu: { defaultProps: { slotProps: { root: { role: 'complementary' } } } },
    MuiDialog: { defaultProps: { fullWidth: true, maxWidth: 'sm' } },
    MuiTableCell: { styleOverrides: { head: { fontWeight: 650, color: 'var(--mui-palette-text-secondary)', whiteSpace: 'nowrap' } } },
  },
});
