import ContentCopyRounded from '@mui/icons-material/ContentCopyRounded';
import DeleteOutlineRounded from '@mui/icons-material/DeleteOutlineRounded';
import MoreVertRounded from '@mui/icons-material/MoreVertRounded';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import type { Message } from '../live/frames';
import { copyText } from '../ui/copyText';
import { useFeedback } from '../ui/feedback';

/** What can be done with a message; nothing with one that is deleted. */
export function MessageMenu({ message, isDeletable }: { message: Message; isDeletable: boolean }) {
  const { t } = useTranslation();
  const { say, sayProblem, sayFailure, confirm } = useFeedback();
  const queries = useQueryClient();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const put = (one: Message) => queries.setQueryData<Message[]>(keys.messages(one.appointment), (all) => all?.map((it) => (it.id === one.id ? one : it)));
  const deletion = useMutation({
    mutationFn: () => ask(api.DELETE('/messages/{id}/', { params: { path: { id: message.id } } })),
    onMutate: () => put({ ...message, text: null, file: null, file_url: null, is_deleted: true, deleted_at: new Date().toISOString() }),
    onError: (failure) => {
      put(message);
      sayFailure(failure);
    },
  });

  const copy = async () => {
    setAnchor(null);
    if (await copyText(message.text ?? '')) {
      say(t('do.copied'));
    } else {
      sayProblem(t('do.notCopied'));
    }
  };
  const remove = async () => {
    setAnchor(null);
    if ((await confirm({ title: t('chat.deleteTitle'), text: t('chat.deleteText'), confirm: t('do.delete'), danger: true })) !== null) {
      deletion.mutate();
    }
  };
  if (!message.text && !isDeletable) {
    return null;
  }
  return (
    <>
      <IconButton className="menu" size="small" aria-label={t('chat.menu')} aria-haspopup="menu" aria-expanded={!!anchor} onClick={(event) => setAnchor(event.currentTarget)}>
        <MoreVertRounded fontSize="small" />
      </IconButton>
      <Menu anchorEl={anchor} open={!!anchor} onClose={() => setAnchor(null)}>
        {message.text && (
          <MenuItem onClick={() => void copy()}>
            <ListItemIcon>
              <ContentCopyRounded fontSize="small" />
            </ListItemIcon>
            {t('do.copy')}
          </MenuItem>
        )}
        {isDeletable && (
          <MenuItem onClick={() => void remove()}>
            <ListItemIcon>
              <DeleteOutlineRounded fontSize="small" />
            </ListItemIcon>
            {t('do.delete')}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
