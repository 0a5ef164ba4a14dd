import type { English } from '../i18n';
import type ru from '../ru/platform';

export default {} satisfies English<typeof ru>;
