import office from './office';
import people from './people';

/** What only admins read. */
export default { ...office, ...people };
