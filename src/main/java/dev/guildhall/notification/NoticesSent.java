package dev.guildhall.notification;

import dev.guildhall.event.Signal;
import java.util.List;

/** People were told something. */
public record NoticesSent(List<Sent> notices) implements Signal {

    /** One notification of one account. */
    public record Sent(long id, long accountId) {}
}
