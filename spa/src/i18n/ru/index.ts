import common from './common';
import session from './session';

/** What everybody reads. */
export default { ...common, ...session };
