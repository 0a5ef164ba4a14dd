import type { English } from '../i18n';
import type ru from '../ru/master';

export default {} satisfies English<typeof ru>;
