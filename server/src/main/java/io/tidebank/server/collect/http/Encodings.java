package io.tidebank.server.collect.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says of its body's encoding, where the body itself does not tell. */
final class Encodings {

    private static final Set<String> READ = Set.of("", "identity", "gzip", "x-gzip");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,20}");

    private Encodings() {}

    /** The encoding that is said to be around the body and is not read here; null if there is none. */
    static @Nullable String unread(HttpServletRequest request) {
        String header = request.getHeader("Content-Encoding");
        if (header == null) {
            return null;
        }
        return Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(encoding -> !READ.contains(encoding))
                .findFirst()
                .map(encoding -> NAME.matcher(encoding).matches() ? encoding : "something else")
                .orElse(null);
    }

    /** Whether a body begins as what is sent here does when nothing is around it: senders say what they like of theirs. */
    static boolean mayBeJson(byte[] body) {
        int at = body.length >= 3 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb && body[2] == (byte) 0xbf ? 3 : 0;
        while (at < body.length && Character.isWhitespace(body[at])) {
            at++;
        }
        return at == body.length || body[at] == '{' || body[at] == '[';
    }
}
