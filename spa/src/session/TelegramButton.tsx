import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { api, ask, type Schemas } from '../api/client';
import { language } from '../i18n/i18n';
import { useSession } from './session';

/** Telegram's own widget, which signs who has pressed it. */
export function TelegramButton({ bot, onFailure }: { bot: string; onFailure: (failure: unknown, login: Schemas['TelegramLogin']) => void }) {
  const { enter } = useSession();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const page = window as unknown as { onTelegramSignIn?: (login: Schemas['TelegramLogin']) => void };
    page.onTelegramSignIn = (login) => void ask(api.POST('/auth/telegram/', { body: login })).then(enter).catch((failure: unknown) => onFailure(failure, login));
    const script = document.createElement('script');
    script.src = 'https://telegram.org/js/telegram-widget.js?22';
    script.async = true;
    Object.assign(script.dataset, { telegramLogin: bot, size: 'large', radius: '10', onauth: 'onTelegramSignIn(user)', lang: language() });
    place.current?.replaceChildren(script);
    return () => {
      delete page.onTelegramSignIn;
    };
  }, [bot, enter, onFailure]);

  return <Box ref={place} sx={{ display: 'grid', placeItems: 'center', minHeight: 48 }} />;
}
