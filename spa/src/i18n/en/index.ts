import common from './common';
import session from './session';
import orders from './orders';
import chat from './chat';
import client from './client';
import master from './master';
import people from './people';
import profile from './profile';

export default {
  ...common,
  ...session,
  ...orders,
  ...chat,
  ...client,
  ...master,
  ...people,
  ...profile,
};
