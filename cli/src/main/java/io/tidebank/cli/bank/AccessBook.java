package io.tidebank.cli.bank;

import io.tidebank.access.TokenOrder;
import io.tidebank.server.wire.NewToken;
import io.tidebank.sql.Answer;
import java.time.Duration;

/** Who may do what with a home, wherever the engine runs. */
public interface AccessBook extends AutoCloseable {

    /** Makes a token and shows it, this once. */
    NewToken create(TokenOrder order);

    Answer tokens();

    void revoke(String nameOrId);

    /** The one-time link of an owner, made if there is none of that name. */
    String invite(String owner, Duration valid);

    Answer owners();

    void remove(String owner);

    /** A one-time link to the console for whoever asks. */
    String consoleLink();

    /** The latest changes, the latest first. */
    Answer changes(int rows);

    @Override
    void close();
}
