package io.tidebank.cli.live;

import io.tidebank.cli.session.Format;
import io.tidebank.cli.session.Session;
import io.tidebank.collect.webhook.WebhookError;
import io.tidebank.error.TidebankException;
import io.tidebank.server.wire.WebhookOrder;
import io.tidebank.server.wire.WebhookView;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets another system call a source. */
@Command(
        name = "webhook",
        description = "Let another system call a source, which is made if that one signs; print where to call.")
final class WebhookCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The source.")
    private String name = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "The system: shopify, woocommerce or generic.")
    private String kind = "";

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "File with the secret that the system signs with. Without one it shows the write key.")
    private @Nullable Path secretFile;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description = "File under methods/shapes that says what its documents become (default: the kind's own).")
    private @Nullable String shape;

    @Option(names = "--signature-header", paramLabel = "HEADER", description = "Generic: header with the signature.")
    private @Nullable String signatureHeader;

    @Option(names = "--algorithm", paramLabel = "NAME", description = "Generic: sha256 (default), sha512 or sha1.")
    private @Nullable String algorithm;

    @Option(names = "--encoding", paramLabel = "NAME", description = "Generic: hex (default) or base64.")
    private @Nullable String encoding;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "Generic: what stands before the signature, as sha256=.")
    private @Nullable String prefix;

    @Option(
            names = "--timestamp-header",
            paramLabel = "HEADER",
            description = "Generic: header with the seconds since 1970 that are signed before the body, a dot between.")
    private @Nullable String timestampHeader;

    @Option(
            names = "--tolerance",
            paramLabel = "SECONDS",
            description = "Generic: how far these may be from now (default: 300).")
    private @Nullable Long tolerance;

    @Option(
            names = "--topic-header",
            paramLabel = "HEADER",
            description = "Generic: header that says what it is about.")
    private @Nullable String topicHeader;

    @Option(
            names = "--id-header",
            paramLabel = "HEADER",
            description = "Generic: header with an id that a second delivery repeats.")
    private @Nullable String idHeader;

    WebhookCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        WebhookOrder order = new WebhookOrder(
                kind,
                secretFile == null ? null : secret(secretFile),
                shape,
                signatureHeader,
                algorithm,
                encoding,
                prefix,
                timestampHeader,
                tolerance,
                topicHeader,
                idHeader);
        WebhookView webhook = session.ask(bank -> bank.sources().webhook(name, order));
        if (session.options().format() == Format.json) {
            session.out().println(WireJson.mapper().writeValueAsString(webhook));
            session.out().flush();
            return 0;
        }
        int code = session.show(webhook.answer(""));
        session.remark("Enter this path in the other system, behind the address at which it reaches your server");
        return code;
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new TidebankException(
                    WebhookError.WEBHOOK_INVALID, "The file of the secret cannot be read: " + file, e);
        }
    }
}
