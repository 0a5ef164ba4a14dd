-- How people want to hear of their notifications outside of the app.
CREATE TABLE notification_preference (
    account_id                  bigint PRIMARY KEY REFERENCES account (id),
    telegram_enabled            boolean NOT NULL DEFAULT true,
    telegram_blocked_at         timestamptz,
    email_enabled               boolean NOT NULL DEFAULT true,
    email                       varchar(254),
    language                    varchar(2) NOT NULL DEFAULT 'ru' CHECK (language IN ('ru', 'en')),
    quiet_from                  time,
    quiet_to                    time,
    time_zone                   varchar(64),
    updated_at                  timestamptz NOT NULL,
    CONSTRAINT notification_preference_quiet_check CHECK (
        (quiet_from IS NULL) = (quiet_to IS NULL) AND (quiet_from IS NULL) = (time_zone IS NULL) AND quiet_from <> quiet_to)
);
COMMENT ON TABLE notification_preference IS 'How somebody wants to hear of notifications outside of the app; whoever has no row has never said.';
COMMENT ON COLUMN notification_preference.account_id IS 'Who.';
COMMENT ON COLUMN notification_preference.telegram_enabled IS 'Whether the bot may write to them.';
COMMENT ON COLUMN notification_preference.telegram_blocked_at IS 'When Telegram said that they have blocked the bot, which has switched it off; null when they have not.';
COMMENT ON COLUMN notification_preference.email_enabled IS 'Whether letters go to the address.';
COMMENT ON COLUMN notification_preference.email IS 'Where letters go; null for nowhere.';
COMMENT ON COLUMN notification_preference.language IS 'What letters are in: ru or en.';
COMMENT ON COLUMN notification_preference.quiet_from IS 'From when on nothing is sent that can wait, by their clock; null for never.';
COMMENT ON COLUMN notification_preference.quiet_to IS 'Until when; it may be on the next day.';
COMMENT ON COLUMN notification_preference.time_zone IS 'Where their clock is, e.g. Europe/Berlin.';
COMMENT ON COLUMN notification_preference.updated_at IS 'When it was last said.';

CREATE TABLE notification_off (
    account_id                  bigint NOT NULL REFERENCES account (id),
    kind                        varchar(16) NOT NULL CHECK (kind IN ('system', 'appointment', 'payment', 'security', 'other')),
    channel                     varchar(16) NOT NULL CHECK (channel IN ('telegram', 'email')),
    PRIMARY KEY (account_id, kind, channel)
);
COMMENT ON TABLE notification_off IS 'Kinds of notifications that somebody does not want by a channel; all others they get.';
COMMENT ON COLUMN notification_off.account_id IS 'Who.';
COMMENT ON COLUMN notification_off.kind IS 'The type of the notifications: system, appointment, payment, security; other stands for the own words of rules.';
COMMENT ON COLUMN notification_off.channel IS 'Which channel: telegram or email.';
