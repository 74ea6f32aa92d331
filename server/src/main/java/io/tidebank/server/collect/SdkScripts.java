package io.tidebank.server.collect;

import io.tidebank.server.collect.http.CollectAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Segment's SDK for the browser, as its package holds it: pages that are built by nothing load it from here. */
final class SdkScripts {

    private static final String FOLDER = "/static/sdk/";
    private static final String WHOLE = "standalone.js";
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9-]+\\.bundle\\.[0-9a-f]+\\.js");
    private static final CollectAnswer NONE = CollectAnswer.no(404, "not_found", "No such part of the SDK");
    private static final CollectAnswer NOT_BUILT =
            CollectAnswer.no(404, "not_found", "This server was built without Node, and so without the SDK");

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    /** The SDK. Pages ask for it again after five minutes, so that they get the one that the server has now. */
    void whole(HttpServletResponse response) throws IOException {
        write(WHOLE, "public, max-age=300", NOT_BUILT, response);
    }

    /** A file that it loads by itself; a hash of what is in it is part of the name. */
    void part(String name, HttpServletResponse response) throws IOException {
        if (PART.matcher(name).matches()) {
            write(name, "public, max-age=31536000, immutable", NONE, response);
        } else {
            NONE.writeTo(response);
        }
    }

    private void write(String name, String caching, CollectAnswer missing, HttpServletResponse response)
            throws IOException {
        byte[] script = script(name);
        if (script.length == 0) {
            missing.writeTo(response);
            return;
        }
        response.setContentType("text/javascript;charset=utf-8");
        response.setHeader("Cache-Control", caching);
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setContentLength(script.length);
        response.getOutputStream().write(script);
    }

    /** Empty if there is none. Only what is there is remembered: anyone may ask for any name. */
    private byte[] script(String name) throws IOException {
        byte[] known = read.get(name);
        if (known != null) {
            return known;
        }
        try (InputStream file = SdkScripts.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                return new byte[0];
            }
            byte[] script = file.readAllBytes();
            read.put(name, script);
            return script;
        }
    }
}
