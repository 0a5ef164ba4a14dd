package dev.guildhall.bus;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** An operator's command tells nobody: the nodes look into the database every second. */
@Component
@Profile("cli")
class SilentNode implements NodeTalk {

    @Override
    public void tell(String kind, String item) {
        // Nobody waits for it.
    }
}
