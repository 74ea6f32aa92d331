package io.tidebank.cli.bank.remote;

import io.tidebank.access.TokenOrder;
import io.tidebank.cli.bank.AccessBook;
import io.tidebank.server.wire.LinkView;
import io.tidebank.server.wire.NewToken;
import io.tidebank.server.wire.TokenRequest;
import io.tidebank.sql.Answer;
import java.time.Duration;
import java.util.Map;

/** The access of a home that a server owns. */
public final class ServerAccess implements AccessBook {

    private static final String TOKENS = "/access/tokens";
    private static final String OWNERS = "/access/owners";

    private final ServerDoor door;
    private final ServerCalls calls;

    private ServerAccess(ServerDoor door) {
        this.door = door;
        this.calls = new ServerCalls(door);
    }

    public static ServerAccess join(ServerDoor door) {
        return new ServerAccess(door);
    }

    @Override
    public NewToken create(TokenOrder order) {
        return calls.read(calls.post(TOKENS, TokenRequest.of(order)), NewToken.class);
    }

    @Override
    public Answer tokens() {
        return AnswerReader.read(calls.get(TOKENS, Map.of()));
    }

    @Override
    public void revoke(String nameOrId) {
        calls.post(TOKENS + "/" + ServerCalls.escape(nameOrId) + "/revoke", Map.of());
    }

    @Override
    public String invite(String owner, Duration valid) {
        return link(calls.read(calls.post(OWNERS, Map.of("owner", owner, "valid", valid.toString())), LinkView.class));
    }

    @Override
    public Answer owners() {
        return AnswerReader.read(calls.get(OWNERS, Map.of()));
    }

    @Override
    public void remove(String owner) {
        calls.post(OWNERS + "/" + ServerCalls.escape(owner) + "/remove", Map.of());
    }

    @Override
    public String consoleLink() {
        return link(calls.read(calls.post("/session/link", Map.of()), LinkView.class));
    }

    @Override
    public Answer changes(int rows) {
        return AnswerReader.read(calls.get("/access/log", Map.of("rows", Integer.toString(rows))));
    }

    @Override
    public void close() {
        calls.close();
    }

    /** The server's own word for where it is counts more than how this program reaches it. */
    private String link(LinkView link) {
        String root = link.url().isEmpty() ? door.url().replaceAll("/+$", "") : link.url();
        return root + "/?key=" + link.key();
    }
}
