import type { English } from '../i18n';
import type ru from '../ru/chat';

export default {} satisfies English<typeof ru>;
