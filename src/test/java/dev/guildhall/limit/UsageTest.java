package dev.guildhall.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageTest {

    private static final int MOST = 10;
    private static final long MINUTE = 60_000;
    private static final long NOW = 29_000_000 * MINUTE;

    private final Usage usage = new Usage();

    @Test
    void admitsSoManyAMinuteAndTellsWhatIsLeft() {
        var quotas = IntStream.range(0, MOST).mapToObj(number -> usage.use(MOST, NOW));

        assertThat(quotas.map(Quota::remaining)).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        assertThat(usage.use(MOST, NOW).admitted()).isFalse();
    }

    @Test
    void nobodyGetsTwiceAsMuchAroundTheTurnOfAMinute() {
        use(MOST, NOW + MINUTE - 1);

        assertThat(usage.use(MOST, NOW + MINUTE).admitted()).isFalse();
        assertThat(usage.use(MOST, NOW + MINUTE + MINUTE / 2).remaining()).isEqualTo(4);
    }

    @Test
    void isRightAboutWhenToComeAgain() {
        for (var moment : new long[] {NOW, NOW + 20_000, NOW + MINUTE - 1}) {
            use(MOST, moment);
            var refused = usage.use(MOST, moment);
            assertThat(usage.use(MOST, moment + (refused.seconds() - 2) * 1000L).admitted())
                    .isFalse();
            assertThat(usage.use(MOST, moment + refused.seconds() * 1000L).admitted())
                    .isTrue();
        }
    }

    @Test
    void isRightAboutItEarlyInAMinuteAfterABusyOne() {
        use(MOST, NOW + MINUTE - 1);
        var refused = usage.use(MOST, NOW + MINUTE + 1000);

        assertThat(refused.seconds()).isEqualTo(5);
        assertThat(usage.use(MOST, NOW + MINUTE + 6000).admitted()).isTrue();
    }

    @Test
    void whoGoesOnAskingInVainDoesNotWaitLonger() {
        use(50, NOW);

        assertThat(usage.use(MOST, NOW + MINUTE + 10_000).admitted()).isTrue();
    }

    @Test
    void countsWhatOtherNodesHaveToldOnceHoweverOftenTheySayIt() {
        var minute = Usage.window(NOW);
        usage.learn("b", minute, 3, NOW);
        usage.learn("b", minute, 5, NOW);
        usage.learn("b", minute, 5, NOW);
        usage.learn("c", minute, 2, NOW);

        assertThat(usage.use(MOST, NOW).remaining()).isEqualTo(2);
    }

    @Test
    void whatOthersToldOfTheMinuteBeforeFadesAsOnesOwn() {
        usage.learn("b", Usage.window(NOW), 10, NOW);
        usage.learn("c", Usage.window(NOW), 10, NOW + MINUTE);
        usage.learn("d", Usage.window(NOW) - 1, 10, NOW + MINUTE);

        assertThat(usage.use(20, NOW + MINUTE + MINUTE / 2).remaining()).isEqualTo(9);
    }

    @Test
    void beginsAnewWhenTheClockIsPutBack() {
        use(MOST, NOW);

        assertThat(usage.use(MOST, NOW - 10 * MINUTE).admitted()).isTrue();
    }

    private void use(int times, long moment) {
        IntStream.range(0, times).forEach(number -> usage.use(MOST, moment));
    }
}
