package dev.guildhall.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that changes what people see, without being an event of the platform: not recorded, and no rule hears of it. */
public interface Signal extends DomainEvent {

    @Override
    default String type() {
        return getClass().getSimpleName();
    }

    @Override
    default String entityType() {
        return "";
    }

    @Override
    default long entityId() {
        return 0;
    }

    @Override
    default @Nullable Actor actor() {
        return null;
    }

    @Override
    default Map<String, @Nullable Object> payload() {
        return Map.of();
    }

    @Override
    default Map<String, @Nullable Object> facts() {
        return Map.of();
    }

    @Override
    default boolean isRecorded() {
        return false;
    }
}
