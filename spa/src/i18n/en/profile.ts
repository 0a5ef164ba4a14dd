import type { English } from '../i18n';
import type ru from '../ru/profile';

export default {} satisfies English<typeof ru>;
