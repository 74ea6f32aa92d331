package io.tidebank.collect.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a pixel's address carries: parameters, or one of them, {@code data}, with JSON, plain or in Base64. */
public final class PixelData {

    private static final int MOST_PARTS = 6;
    private static final JsonMapper JSON = JsonMapper.shared();

    private PixelData() {}

    /**
     * The body that parameters of their own make: {@code properties.price} and {@code properties[price]} are inside
     * {@code properties}.
     */
    public static byte[] body(Map<String, String> parameters) {
        ObjectNode body = JSON.createObjectNode();
        parameters.forEach((name, value) -> {
            String[] path = name.replace("]", "").replace('[', '.').split("\\.", MOST_PARTS);
            ObjectNode place = body;
            for (int i = 0; i < path.length - 1; i++) {
                place = place.get(path[i]) instanceof ObjectNode inside ? inside : place.putObject(path[i]);
            }
            place.put(path[path.length - 1], value);
        });
        return JSON.writeValueAsBytes(body);
    }

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
