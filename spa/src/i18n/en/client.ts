import type { English } from '../i18n';
import type ru from '../ru/client';

export default {} satisfies English<typeof ru>;
