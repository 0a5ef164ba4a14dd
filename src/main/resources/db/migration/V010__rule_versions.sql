-- Rules get an order, a stop, a pause and a past. The past is kept by the table itself, so that nothing that writes a rule can forget it.

ALTER TABLE rule
    ADD COLUMN description      text NOT NULL DEFAULT '',
    ADD COLUMN priority         integer NOT NULL DEFAULT 100,
    ADD COLUMN stop_processing  boolean NOT NULL DEFAULT false,
    ADD COLUMN cooldown_seconds integer NOT NULL DEFAULT 0 CHECK (cooldown_seconds >= 0),
    ADD COLUMN version          integer NOT NULL DEFAULT 1,
    ADD COLUMN changed_by       bigint REFERENCES account (id);
DROP INDEX rule_active_trigger_idx;
CREATE INDEX rule_active_trigger_idx ON rule (trigger_event_type, priority, id) WHERE is_active;
CREATE INDEX rule_changed_by_idx ON rule (changed_by);
COMMENT ON COLUMN rule.id IS 'Identifier; of rules with the same priority the one with the lower one runs first.';
COMMENT ON COLUMN rule.description IS 'What it is for, in the words of its author.';
COMMENT ON COLUMN rule.priority IS 'Rules of one event run in this order, the lowest first.';
COMMENT ON COLUMN rule.stop_processing IS 'Whether no rule after it acts on an event it has acted on.';
COMMENT ON COLUMN rule.cooldown_seconds IS 'How long it leaves an order alone after it has acted on it; 0 for not at all.';
COMMENT ON COLUMN rule.version IS 'Counts its changes, beginning with 1; switching it off and on is none, so that it does not run once more for it.';
COMMENT ON COLUMN rule.changed_by IS 'Who wrote this version; null for the platform.';

CREATE TABLE rule_revision (
    one                         boolean PRIMARY KEY DEFAULT true CHECK (one),
    revision                    bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE rule_revision IS 'One row: how often any rule has been changed. Changes wait for each other here, so that each sees all before it.';
COMMENT ON COLUMN rule_revision.one IS 'There is one row.';
COMMENT ON COLUMN rule_revision.revision IS 'Counts the changes of all rules, in the order in which they were committed.';
INSERT INTO rule_revision DEFAULT VALUES;

CREATE TABLE rule_version (
    rule_id                     bigint NOT NULL,
    version                     integer NOT NULL,
    in_force                    int8multirange NOT NULL,
    name                        varchar(150) NOT NULL,
    description                 text NOT NULL,
    is_active                   boolean NOT NULL,
    trigger_event_type          varchar(120) NOT NULL,
    condition_json              jsonb NOT NULL,
    action_json                 jsonb NOT NULL,
    priority                    integer NOT NULL,
    stop_processing             boolean NOT NULL,
    cooldown_seconds            integer NOT NULL,
    changed_by                  bigint REFERENCES account (id),
    changed_at                  timestamptz NOT NULL,
    deleted_by                  bigint REFERENCES account (id),
    deleted_at                  timestamptz,
    PRIMARY KEY (rule_id, version)
);
CREATE INDEX rule_version_trigger_idx ON rule_version (trigger_event_type);
CREATE INDEX rule_version_changed_by_idx ON rule_version (changed_by);
CREATE INDEX rule_version_deleted_by_idx ON rule_version (deleted_by);
COMMENT ON TABLE rule_version IS 'Every rule as it ever was; kept when the rule is deleted.';
COMMENT ON COLUMN rule_version.rule_id IS 'The rule, which may be gone.';
COMMENT ON COLUMN rule_version.version IS 'Its version, beginning with 1.';
COMMENT ON COLUMN rule_version.in_force IS 'The revisions of all rules at which it was active, with gaps where it was switched off.';
COMMENT ON COLUMN rule_version.name IS 'As rule.name.';
COMMENT ON COLUMN rule_version.description IS 'As rule.description.';
COMMENT ON COLUMN rule_version.is_active IS 'As rule.is_active, at last.';
COMMENT ON COLUMN rule_version.trigger_event_type IS 'As rule.trigger_event_type.';
COMMENT ON COLUMN rule_version.condition_json IS 'As rule.condition_json.';
COMMENT ON COLUMN rule_version.action_json IS 'As rule.action_json.';
COMMENT ON COLUMN rule_version.priority IS 'As rule.priority.';
COMMENT ON COLUMN rule_version.stop_processing IS 'As rule.stop_processing.';
COMMENT ON COLUMN rule_version.cooldown_seconds IS 'As rule.cooldown_seconds.';
COMMENT ON COLUMN rule_version.changed_by IS 'Who wrote it; null for the platform.';
COMMENT ON COLUMN rule_version.changed_at IS 'When it was written.';
COMMENT ON COLUMN rule_version.deleted_by IS 'Who deleted the rule, when this was its last version; null for the platform.';
COMMENT ON COLUMN rule_version.deleted_at IS 'When the rule was deleted, when this was its last version.';

CREATE FUNCTION rule_next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.name, NEW.description, NEW.trigger_event_type, NEW.condition_json, NEW.action_json, NEW.priority,
            NEW.stop_processing, NEW.cooldown_seconds)
            IS DISTINCT FROM (OLD.name, OLD.description, OLD.trigger_event_type, OLD.condition_json, OLD.action_json,
            OLD.priority, OLD.stop_processing, OLD.cooldown_seconds) THEN
        NEW.version := OLD.version + 1;
    ELSE
        NEW.version := OLD.version;
        NEW.changed_by := OLD.changed_by;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rule_next_version BEFORE UPDATE ON rule FOR EACH ROW EXECUTE FUNCTION rule_next_version();

CREATE FUNCTION rule_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_revision bigint;
    from_now_on  int8multirange;
    on_now       int8multirange;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.version = OLD.version AND NEW.is_active = OLD.is_active THEN
        RETURN NULL;
    END IF;
    UPDATE rule_revision SET revision = revision + 1 RETURNING revision INTO now_revision;
    from_now_on := int8multirange(int8range(now_revision, NULL));
    on_now := CASE WHEN TG_OP <> 'DELETE' AND NEW.is_active THEN from_now_on ELSE '{}' END;
    IF TG_OP = 'UPDATE' AND NEW.version = OLD.version THEN
        UPDATE rule_version SET in_force = in_force - from_now_on + on_now, is_active = NEW.is_active
         WHERE rule_id = OLD.id AND version = OLD.version;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        UPDATE rule_version SET in_force = in_force - from_now_on WHERE rule_id = OLD.id AND version = OLD.version;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO rule_version (rule_id, version, in_force, name, description, is_active, trigger_event_type, condition_json,
               action_json, priority, stop_processing, cooldown_seconds, changed_by, changed_at)
        VALUES (NEW.id, NEW.version, on_now, NEW.name, NEW.description, NEW.is_active, NEW.trigger_event_type,
               NEW.condition_json, NEW.action_json, NEW.priority, NEW.stop_processing, NEW.cooldown_seconds, NEW.changed_by,
               NEW.updated_at);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER rule_keep_version AFTER INSERT OR UPDATE OR DELETE ON rule FOR EACH ROW EXECUTE FUNCTION rule_keep_version();

INSERT INTO rule_version (rule_id, version, in_force, name, description, is_active, trigger_event_type, condition_json,
       action_json, priority, stop_processing, cooldown_seconds, changed_by, changed_at)
SELECT id, version, CASE WHEN is_active THEN '{[1,)}' ELSE '{}' END::int8multirange, name, description, is_active, trigger_event_type, condition_json, action_json, priority, stop_processing,
       cooldown_seconds, changed_by, updated_at
  FROM rule;
