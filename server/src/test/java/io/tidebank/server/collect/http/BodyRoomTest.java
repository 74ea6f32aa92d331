package io.tidebank.server.collect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidebank.server.collect.http.BodyReader.Unreadable;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BodyRoomTest {

    private final BodyRoom room = new BodyRoom(1000);

    @Test
    void strangersLeaveHalfOfItToThoseWhoAreKnown() throws Exception {
        room.shareOfStrangers().grow(250);
        room.shareOfStrangers().grow(250);

        assertThatThrownBy(() -> room.shareOfStrangers().grow(1)).isInstanceOf(Unreadable.class);
        room.share("shop").grow(200);
        assertThat(room.taken()).isEqualTo(701);
    }

    @Test
    void oneBrandLeavesSomeOfItToTheOthers() throws Exception {
        room.share("shop").grow(250);
        room.share("shop").grow(250);

        assertThatThrownBy(() -> room.share("shop").grow(1)).isInstanceOf(Unreadable.class);
        room.share("cafe").grow(200);
        room.shareOfStrangers().grow(100);
    }

    @Test
    void whoIsAloneIsLetInHoweverMuchItIs() throws Exception {
        try (BodyRoom.Share whole = room.share("shop");
                BodyRoom.Share other = room.share("cafe")) {
            whole.grow(5000);
            assertThatThrownBy(() -> other.grow(1)).isInstanceOf(Unreadable.class);
        }
        assertThat(room.taken()).isZero();
    }

    /** However many hold what they can: each of them has left free as much as it took. */
    @RepeatedTest(50)
    void thereIsRoomForAnotherAlways(RepetitionInfo repetition) throws Exception {
        BodyRoom large = new BodyRoom(1 << 20);
        Random random = new Random(1000L * repetition.getCurrentRepetition());
        int brands = 1 + random.nextInt(7);
        for (int i = 0; i < 5000; i++) {
            BodyRoom.Share share = large.share("brand " + random.nextInt(brands));
            try {
                share.grow(1 + random.nextInt(1000));
            } catch (Unreadable e) {
                share.close();
            }
        }

        large.share("another").grow(1 << (20 - brands - 1));
    }
}
