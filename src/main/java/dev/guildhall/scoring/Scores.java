package dev.guildhall.scoring;

import java.time.Instant;
import java.util.List;

/** What was computed, ready to be stored. */
record Scores(List<Client> clients, List<Master> masters, Instant computedAt) {

    record Client(long id, ClientRisk risk) {}

    record Master(long id, int score) {}
}
