package io.tidebank.collect.topic;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a brand's topic. What collectors write is sealed with the public one: only the home, which has the brand's
 * secret, can open it, so that no person's data can be read in Kafka, nor by who has taken over a collector.
 */
final class TopicKeys {

    private static final String CURVE = "X25519";
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    private TopicKeys() {}

    /** @param secret 32 bytes of the brand's own */
    static PrivateKey opening(byte[] secret) {
        try {
            return KeyFactory.getInstance(CURVE)
                    .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + CURVE, e);
        }
    }

    /** The public half: the curve's base point, multiplied by the private one. */
    static PublicKey sealing(PrivateKey opening) {
        try {
            KeyFactory keys = KeyFactory.getInstance(CURVE);
            KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
            agreement.init(opening);
            agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
            byte[] point = agreement.generateSecret();
            byte[] bigEndian = new byte[point.length];
            for (int i = 0; i < point.length; i++) {
                bigEndian[i] = point[point.length - 1 - i];
            }
            return keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + CURVE, e);
        }
    }

    /** A public key as text. */
    static String text(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** The key of a text; null if it is none. */
    static @Nullable PublicKey parse(String text) {
        try {
            return KeyFactory.getInstance(CURVE)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }
}
