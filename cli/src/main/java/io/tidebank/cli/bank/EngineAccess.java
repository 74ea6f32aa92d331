package io.tidebank.cli.bank;

import io.tidebank.access.Access;
import io.tidebank.access.Caller;
import io.tidebank.access.TokenOrder;
import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import io.tidebank.server.wire.AccessAnswers;
import io.tidebank.server.wire.NewToken;
import io.tidebank.sql.Answer;
import java.nio.file.Path;
import java.time.Duration;

/** The access of a home that this process owns. */
public final class EngineAccess implements AccessBook {

    private final Tidebank tidebank;
    private final Access access;

    private EngineAccess(Tidebank tidebank) {
        this.tidebank = tidebank;
        this.access = tidebank.access();
    }

    public static EngineAccess open(Path home) {
        return new EngineAccess(Tidebank.open(home));
    }

    @Override
    public NewToken create(TokenOrder order) {
        return NewToken.of(access.tokens().create(order, Caller.LOCAL));
    }

    @Override
    public Answer tokens() {
        return AccessAnswers.tokens(access.tokens().list());
    }

    @Override
    public void revoke(String nameOrId) {
        access.tokens().revoke(nameOrId, Caller.LOCAL);
    }

    /** The address under which a server will be reached is not known before it runs. */
    @Override
    public String invite(String owner, Duration valid) {
        return "SERVER/?key="
                + access.owners().invite(owner, valid, Caller.LOCAL).key();
    }

    @Override
    public Answer owners() {
        return AccessAnswers.owners(access.owners().list());
    }

    @Override
    public void remove(String owner) {
        access.owners().remove(owner, Caller.LOCAL);
    }

    @Override
    public String consoleLink() {
        throw new TidebankException(
                ServerCallError.LIVE_NEEDS_SERVER,
                "The console is served by a running server, and none serves this home: start one with 'tidebank serve'");
    }

    @Override
    public Answer changes(int rows) {
        return AccessAnswers.changes(access.changes().latest(rows));
    }

    @Override
    public void close() {
        tidebank.close();
    }
}
