import office from './office';
import platform from './platform';

/** What only admins read. */
export default { ...office, ...platform };
