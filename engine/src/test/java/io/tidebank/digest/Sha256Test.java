package io.tidebank.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {

    /** FIPS 180-4's own examples. */
    @Test
    void theStandardsExamplesComeOut() {
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
                .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    }

    @Test
    void whatOneDigestWasFedIsNotInTheNext() {
        MessageDigest fed = Sha256.fresh();
        fed.update("a".getBytes(StandardCharsets.UTF_8));

        assertThat(Sha256.hex("bc")).isNotEqualTo(Sha256.hex("abc"));
        assertThat(HexFormat.of().formatHex(fed.digest("bc".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Sha256.hex("abc"));
    }
}
