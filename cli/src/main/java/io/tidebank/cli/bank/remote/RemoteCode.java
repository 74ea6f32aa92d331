package io.tidebank.cli.bank.remote;

import io.tidebank.error.ErrorCode;

/** A code that a server answered with; the same text that the engine here would have given. */
record RemoteCode(String name, Kind kind) implements ErrorCode {

    static RemoteCode of(String name, int status) {
        Kind kind = switch (status) {
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 504 -> Kind.UNKNOWN;
            default -> status < 500 ? Kind.INVALID : Kind.INTERNAL;
        };
        return new RemoteCode(name, kind);
    }
}
