import type { English } from '../i18n';
import type ru from '../ru/people';

export default {} satisfies English<typeof ru>;
