package io.tidebank.server.collect.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;

/** A picture of one transparent dot. */
public final class Pixel {

    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private Pixel() {}

    public static void writeTo(HttpServletResponse response) throws IOException {
        response.setContentType("image/gif");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setContentLength(GIF.length);
        response.getOutputStream().write(GIF);
    }
}
