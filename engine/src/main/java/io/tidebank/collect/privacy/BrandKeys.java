package io.tidebank.collect.privacy;

import io.tidebank.error.TidebankException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one brand, in a file that only its owner may read, and the keys made from it: to hash identifiers,
 * to lock the quarantine, and others. Whoever loses the file can match no phone or e-mail that was hashed before.
 */
public final class BrandKeys {

    private static final int KEY_BYTES = 32;
    private static final int BLOCK = 64;
    private static final String HMAC = "HmacSHA256";

    private final byte[] secret;

    private BrandKeys(byte[] secret) {
        this.secret = secret;
    }

    /** Makes the brand's secret, if there is none yet; it belongs to a brand that has no data. */
    public static BrandKeys make(Path home, String brand) {
        Path file = file(home, brand);
        try {
            if (!Files.exists(file)) {
                write(file);
            }
        } catch (IOException e) {
            throw new TidebankException(
                    PrivacyError.KEY_UNREADABLE,
                    "The key of brand '%s' cannot be written to %s".formatted(brand, file),
                    e);
        }
        return open(home, brand);
    }

    /** Reads the brand's secret. KEY_MISSING if it is not there: another one would make strangers of everybody. */
    public static BrandKeys open(Path home, String brand) {
        Path file = file(home, brand);
        try {
            return new BrandKeys(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            throw new TidebankException(
                    PrivacyError.KEY_MISSING,
                    "The key of brand '%s' is not there; restore %s from a backup".formatted(brand, file),
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new TidebankException(
                    PrivacyError.KEY_UNREADABLE,
                    "The key of brand '%s' cannot be read from %s; restore it from a backup".formatted(brand, file),
                    e);
        }
    }

    private static Path file(Path home, String brand) {
        return home.resolve("keys").resolve(brand + ".key");
    }

    /** Written beside and then moved, so that nobody ever reads half a secret. */
    private static synchronized void write(Path file) throws IOException {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        Path folder = file.resolveSibling(".").normalize();
        Files.createDirectories(folder);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(folder, "new", ".key", ownerOnly);
        byte[] text = HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII);
        Files.write(fresh, text, StandardOpenOption.SYNC, StandardOpenOption.WRITE);
        if (Files.exists(file)) {
            Files.delete(fresh);
        } else {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The identifier key, padded to a block and mixed with the inner byte of HMAC. */
    public byte[] innerPad() {
        return padded((byte) 0x36);
    }

    /** The identifier key, padded to a block and mixed with the outer byte of HMAC. */
    public byte[] outerPad() {
        return padded((byte) 0x5c);
    }

    /** The AES key of the quarantine. */
    public byte[] quarantineKey() {
        return derive("tidebank quarantine 1");
    }

    /** The AES key of the secrets that other systems sign with. */
    public byte[] webhookKey() {
        return derive("tidebank webhooks 1");
    }

    /** The private key for what waits in Kafka, sealed. */
    public byte[] topicKey() {
        return derive("tidebank topic 1");
    }

    /** HMAC-SHA-256 of identifiers: the key that {@link #innerPad} and {@link #outerPad} are made of. */
    byte[] identifierKey() {
        return derive("tidebank identifiers 1");
    }

    private byte[] padded(byte with) {
        byte[] block = Arrays.copyOf(identifierKey(), BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= with;
        }
        return block;
    }

    private byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }
}
