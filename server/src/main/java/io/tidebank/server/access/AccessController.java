package io.tidebank.server.access;

import io.tidebank.access.Access;
import io.tidebank.access.Caller;
import io.tidebank.access.Owners;
import io.tidebank.brand.Tidebank;
import io.tidebank.server.Listening;
import io.tidebank.server.wire.AccessAnswers;
import io.tidebank.server.wire.LinkView;
import io.tidebank.server.wire.NewToken;
import io.tidebank.server.wire.TokenRequest;
import io.tidebank.sql.Answer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens, owners and the log of changes. A secret is in the answer that makes it, and in no other. */
@RestController
@RequestMapping("/api/v1/access")
class AccessController {

    private static final int MOST_CHANGES = 10_000;

    private final Access access;
    private final Listening listening;
    private final WebServerApplicationContext context;

    AccessController(Tidebank tidebank, Listening listening, WebServerApplicationContext context) {
        this.access = tidebank.access();
        this.listening = listening;
        this.context = context;
    }

    @GetMapping("/tokens")
    Answer tokens() {
        return AccessAnswers.tokens(access.tokens().list());
    }

    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    NewToken create(@RequestBody TokenRequest wanted, @RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        return NewToken.of(access.tokens().create(wanted.order(), caller));
    }

    @PostMapping("/tokens/{token}/revoke")
    void revoke(@PathVariable String token, @RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        access.tokens().revoke(token, caller);
    }

    @GetMapping("/owners")
    Answer owners() {
        return AccessAnswers.owners(access.owners().list());
    }

    /** A link by which an owner's browser becomes known; it waits for an hour unless the request says otherwise. */
    @PostMapping("/owners")
    @ResponseStatus(HttpStatus.CREATED)
    LinkView invite(@RequestBody Invitation invitation, @RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        Duration valid = invitation.valid() == null ? Owners.LINK_VALIDITY : invitation.valid();
        return LinkView.of(access.owners().invite(invitation.owner(), valid, caller), listening.url(port()));
    }

    private int port() {
        return Objects.requireNonNull(context.getWebServer(), "A running server")
                .getPort();
    }

    @PostMapping("/owners/{owner}/remove")
    void remove(@PathVariable String owner, @RequestAttribute(Callers.ATTRIBUTE) Caller caller) {
        access.owners().remove(owner, caller);
    }

    @GetMapping("/log")
    Answer log(@RequestParam(defaultValue = "100") int rows) {
        return AccessAnswers.changes(access.changes().latest(Math.clamp(rows, 1, MOST_CHANGES)));
    }

    /**
     * An owner to be let in.
     *
     * @param valid how long the link waits, as PT15M; null for an hour
     */
    record Invitation(String owner, @Nullable Duration valid) {}
}
