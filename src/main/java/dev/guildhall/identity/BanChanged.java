package dev.guildhall.identity;

import dev.guildhall.event.DomainEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client was banned or unbanned: not a platform event, but the risk is computed anew. */
public record BanChanged(long clientId, Actor actor) implements DomainEvent {

    @Override
    public String type() {
        return "account.ban_changed";
    }

    @Override
    public String entityType() {
        return "Account";
    }

    @Override
    public long entityId() {
        return clientId;
    }

    @Override
    public Map<String, @Nullable Object> payload() {
        return Map.of();
    }

    @Override
    public Map<String, @Nullable Object> facts() {
        return Map.of();
    }

    @Override
    public boolean isRecorded() {
        return false;
    }
}
