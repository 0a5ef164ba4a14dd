import type { English } from '../i18n';
import type ru from '../ru/office';

export default {} satisfies English<typeof ru>;
