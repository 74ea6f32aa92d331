package io.tidebank.server.live;

import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.server.access.Callers;
import io.tidebank.server.wire.SourceKey;
import io.tidebank.server.wire.SourceView;
import io.tidebank.server.wire.WebhookOrder;
import io.tidebank.server.wire.WebhookView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A brand's live sources. A write key is in the answer that makes it, and in no other. */
@RestController
@RequestMapping("/api/v1/brands/{brand}/sources")
class SourceController {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Tidebank tidebank;

    SourceController(Tidebank tidebank) {
        this.tidebank = tidebank;
    }

    @GetMapping
    List<SourceView> list(@PathVariable String brand) {
        return tidebank.sources().list(known(brand)).stream()
                .map(SourceView::of)
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SourceKey create(@PathVariable String brand, @RequestBody NewSource source, HttpServletRequest call) {
        Callers.subject(call, source.source());
        return SourceKey.of(tidebank.sources().create(known(brand), source.source()));
    }

    /** Another key; the older ones work for a day still unless the request says otherwise. */
    @PostMapping("/{source}/rotate")
    SourceKey rotate(@PathVariable String brand, @PathVariable String source, @RequestBody Rotation rotation) {
        Duration oldKeysWork = rotation.oldKeysWork() == null ? A_DAY : rotation.oldKeysWork();
        if (oldKeysWork.isNegative()) {
            throw new TidebankException(
                    ServerError.REQUEST_INVALID, "Old keys cannot work for less than no time: " + oldKeysWork);
        }
        return SourceKey.of(tidebank.sources().rotate(known(brand), source, oldKeysWork));
    }

    @PostMapping("/{source}/enable")
    SourceView enable(@PathVariable String brand, @PathVariable String source) {
        return SourceView.of(tidebank.sources().enable(known(brand), source));
    }

    @PostMapping("/{source}/disable")
    SourceView disable(@PathVariable String brand, @PathVariable String source) {
        return SourceView.of(tidebank.sources().disable(known(brand), source));
    }

    @PostMapping("/{source}/allow")
    SourceView allow(@PathVariable String brand, @PathVariable String source, @RequestBody Allowed allowed) {
        return SourceView.of(tidebank.sources().allow(known(brand), source, Set.copyOf(allowed.names())));
    }

    @PostMapping("/{source}/default-kind")
    SourceView defaultKind(@PathVariable String brand, @PathVariable String source, @RequestBody DefaultKind wanted) {
        return SourceView.of(tidebank.sources().defaultKind(known(brand), source, wanted.kind()));
    }

    /** Lets another system call a source, which is made if that system signs and it is not there. */
    @PostMapping("/{source}/webhook")
    WebhookView webhook(@PathVariable String brand, @PathVariable String source, @RequestBody WebhookOrder order) {
        return WebhookView.of(tidebank.webhook(known(brand), source, order.settings(), order.secret()));
    }

    /** BRAND_NOT_FOUND if there is no such brand. */
    private String known(String brand) {
        tidebank.brand(brand);
        return brand;
    }

    /** A source to be made. */
    record NewSource(String source) {}

    /**
     * A key to be replaced.
     *
     * @param oldKeysWork how long older keys work still, as PT24H; null for a day
     */
    record Rotation(@Nullable Duration oldKeysWork) {}

    /** Names of events that a source may send; none for all. */
    record Allowed(List<String> names) {}

    /** The kind of events whose name nobody mapped; null for custom. */
    record DefaultKind(@Nullable String kind) {}
}
