import type { English } from '../i18n';
import type ru from '../ru/orders';

export default {} satisfies English<typeof ru>;
