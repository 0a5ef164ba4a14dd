import orders from './orders';
import chat from './chat';
import client from './client';
import master from './master';
import scores from './scores';
import profile from './profile';

/** What only those read who are signed in. */
export default { ...orders, ...chat, ...client, ...master, ...scores, ...profile };
