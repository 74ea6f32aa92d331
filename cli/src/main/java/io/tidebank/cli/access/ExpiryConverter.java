package io.tidebank.cli.access;

import io.tidebank.cli.live.SpanConverter;
import picocli.CommandLine.ITypeConverter;

/** A span of time, or {@code never}, which nobody says by accident. */
final class ExpiryConverter implements ITypeConverter<Expiry> {

    private static final String NEVER = "never";

    @Override
    public Expiry convert(String text) {
        return new Expiry(text.equals(NEVER) ? null : new SpanConverter().convert(text));
    }
}
