package dev.guildhall.shared.web;

import dev.guildhall.shared.Refusal;
import java.util.function.Supplier;

/**
 * A body that has been received and not yet been judged: what is wrong with it comes out of {@link #fields()}, because a body is
 * never looked at before the state of the thing it is sent to.
 */
public final class Body {

    private final Supplier<Fields> content;

    Body(Supplier<Fields> content) {
        this.content = content;
    }

    static Body refused(Refusal problem) {
        return new Body(() -> {
            throw problem;
        });
    }

    /**
     * The fields, or the reason why there are none: MalformedBody, UnsupportedBody, BodyTooLarge, or InvalidFields when a JSON body
     * is no object. Fields remember the problems they were asked about, so ask once and keep them.
     */
    public Fields fields() {
        return content.get();
    }
}
