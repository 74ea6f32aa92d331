package io.tidebank.collect.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The {@code data} parameter of a pixel: JSON, or JSON in Base64 of either alphabet. */
public final class PixelData {

    private PixelData() {}

    /** The body in it, which may still be no JSON: {@link RequestReader} says so. */
    public static byte[] body(String data) {
        String text = data.strip();
        if (text.startsWith("{")) {
            return text.getBytes(UTF_8);
        }
        try {
            // A plus that was not escaped in an address has become a blank.
            String alphabet = text.replace(' ', '+').replace('-', '+').replace('_', '/');
            return Base64.getMimeDecoder().decode(alphabet);
        } catch (IllegalArgumentException e) {
            return text.getBytes(UTF_8);
        }
    }
}
