package dev.guildhall.profile.web;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Note;
import dev.guildhall.identity.AccountChanged;
import dev.guildhall.identity.BanChanged;
import dev.guildhall.identity.SettingsChanged;
import dev.guildhall.live.LiveSource;
import dev.guildhall.live.Topics;
import dev.guildhall.profile.MeQueries;
import dev.guildhall.scoring.ScoresChanged;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** People as they see themselves, in the streams. */
@Component
class MeFrames implements LiveSource {

    private static final String UPDATED = "me.updated";

    private final MeQueries people;

    MeFrames(MeQueries people) {
        this.people = people;
    }

    @Override
    public Set<String> types() {
        return Set.of(UPDATED);
    }

    @Override
    public Stream<Note> notes(DomainEvent event) {
        return topics(event).map(topic -> new Note(topic, UPDATED, Map.of()));
    }

    @Override
    public Mono<Payloads> load(List<Viewing> viewings) {
        var readers = viewings.stream()
                .flatMap(viewing -> viewing.readers().stream())
                .map(reader -> reader.caller().id())
                .distinct()
                .toList();
        return people.list(readers)
                .collectMap(me -> me.user().id())
                .map(found -> (line, reader) -> found.get(reader.caller().id()));
    }

    private static Stream<String> topics(DomainEvent event) {
        if (event instanceof ScoresChanged scores) {
            return scores.accounts().stream().map(Topics::user);
        }
        if (event instanceof AccountChanged account) {
            return Stream.of(Topics.user(account.accountId()));
        }
        if (event instanceof BanChanged ban) {
            return Stream.of(Topics.user(ban.clientId()));
        }
        return event instanceof SettingsChanged ? Stream.of(Topics.EVERYONE) : Stream.empty();
    }
}
