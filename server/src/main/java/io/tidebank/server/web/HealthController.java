package io.tidebank.server.web;

import io.tidebank.access.Caller;
import io.tidebank.access.Scope;
import io.tidebank.brand.Tidebank;
import io.tidebank.error.TidebankException;
import io.tidebank.server.Home;
import io.tidebank.server.access.Callers;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives, and whether everything that it needs is there. */
@RestController
@RequestMapping("/health")
class HealthController {

    private static final long LEAST_DISK = 512L << 20;
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Tidebank tidebank;
    private final Home home;
    private final LiveHealth live;
    private final Callers callers;
    private @Nullable Looked looked;

    HealthController(Tidebank tidebank, Home home, LiveHealth live, Callers callers) {
        this.callers = callers;
        this.tidebank = tidebank;
        this.home = home;
        this.live = live;
    }

    /** Answers as long as the process does. */
    @GetMapping("/live")
    Live live() {
        return new Live(true);
    }

    /** 503 while a part is not well that is needed; which and why is told to programs on this machine and to who may monitor. */
    @GetMapping("/ready")
    ResponseEntity<Ready> ready(@RequestAttribute(Callers.ATTRIBUTE) Caller caller, HttpServletRequest request) {
        boolean trusted = caller.may(Scope.MONITOR) || callers.isLocal(request);
        List<HealthPart> parts = trusted ? parts() : recentParts();
        boolean ready = parts.stream().allMatch(part -> part.ok() || !part.needed());
        return ResponseEntity.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Ready(ready, trusted ? parts : List.of()));
    }

    /** Strangers may ask as often as they like, and cost one look a second. */
    private synchronized List<HealthPart> recentParts() {
        Looked last = looked;
        if (last == null || System.nanoTime() - last.nanos > FRESH_NANOS) {
            last = new Looked(parts(), System.nanoTime());
            looked = last;
        }
        return last.parts;
    }

    private List<HealthPart> parts() {
        List<HealthPart> parts = new ArrayList<>(List.of(disk(), catalog()));
        parts.addAll(live.parts());
        return parts;
    }

    private record Looked(List<HealthPart> parts, long nanos) {}

    private HealthPart disk() {
        try {
            long free = Files.getFileStore(home.folder()).getUsableSpace();
            String message = "%,d MB free".formatted(free >> 20);
            return new HealthPart("disk", free >= LEAST_DISK && Files.isWritable(home.folder()), message);
        } catch (IOException e) {
            return new HealthPart("disk", false, String.valueOf(e.getMessage()));
        }
    }

    private HealthPart catalog() {
        try {
            return new HealthPart(
                    "catalog", true, "brands: " + tidebank.catalogued().size());
        } catch (TidebankException e) {
            return new HealthPart("catalog", false, String.valueOf(e.getMessage()));
        }
    }

    record Live(boolean live) {}

    record Ready(boolean ready, List<HealthPart> parts) {}
}
