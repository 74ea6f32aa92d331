package io.tidebank.collect.feed.folder;

import io.tidebank.collect.ImportReport;
import io.tidebank.collect.ImportReport.State;
import io.tidebank.collect.ImportRequest;
import io.tidebank.collect.ImportRequest.Sender;
import io.tidebank.collect.feed.Feed;
import io.tidebank.collect.feed.FeedDesk;
import io.tidebank.collect.feed.FeedError;
import io.tidebank.collect.feed.FeedProgress;
import io.tidebank.collect.feed.folder.Inbox.Look;
import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.mapping.MappingError;
import io.tidebank.error.ErrorCode.Kind;
import io.tidebank.error.TidebankException;
import io.tidebank.method.MethodError;
import io.tidebank.sql.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Imports what is dropped in a folder. An import counts a file once, whatever its name; so one that was imported, and not
 * moved because the process ended in between, is imported again without effect, and moved.
 */
final class FolderFeed implements Feed {

    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration SHORT_GLANCE = Duration.ofMillis(200);

    private final FolderSettings settings;
    private final String source;
    private final FolderFeeds.Imports imports;
    private final FeedDesk desk;
    private final Attempts attempts;
    private final Schedule schedule;
    private final Inbox inbox;
    private final Trays trays;
    private final AtomicBoolean behind;

    /** @param behind whether something may have come that nothing was derived of */
    FolderFeed(
            FolderSettings settings,
            String source,
            FolderFeeds.Imports imports,
            FeedDesk desk,
            Attempts attempts,
            AtomicBoolean behind) {
        this.settings = settings;
        this.source = source;
        this.imports = imports;
        this.desk = desk;
        this.attempts = attempts;
        this.behind = behind;
        this.schedule = new Schedule(settings.at(), imports.zone());
        this.inbox = new Inbox(settings);
        this.trays = new Trays(settings.path(), settings.ready().marker());
    }

    @Override
    public FeedProgress poll() throws InterruptedException {
        Instant now = desk.clock().instant();
        if (!schedule.isDue(now)) {
            refresh();
            return new FeedProgress(0, false, OptionalLong.of(0), trays.complaint());
        }
        trays.finish(now);
        Look look = inbox.look();
        List<Path> next = next(look);
        if (!next.isEmpty()) {
            take(next);
            return new FeedProgress(next.size(), true, waiting(look, next.size()), trays.complaint());
        }
        refresh();
        boolean settling = !look.still().isEmpty();
        if (settling) {
            boolean shortly = settings.ready().still().compareTo(GLANCE) <= 0;
            Thread.sleep((shortly ? SHORT_GLANCE : GLANCE).toMillis());
        } else if (look.changing().isEmpty()) {
            schedule.done(now);
        }
        return new FeedProgress(0, settling, waiting(look, 0), trays.complaint());
    }

    private void refresh() {
        if (behind.get()) {
            imports.arrived();
            behind.set(false);
        }
    }

    private static OptionalLong waiting(Look look, int taken) {
        int whole = look.whole().stream().mapToInt(List::size).sum();
        return OptionalLong.of(whole + look.still().size() + look.changing().size() - taken);
    }

    /** One file; or, where files belong together, all of them once none is missing or still written to. */
    private List<Path> next(Look look) {
        List<Path> whole = look.whole().stream().flatMap(List::stream).toList();
        if (!settings.together()) {
            return whole.isEmpty() ? List.of() : List.of(whole.getFirst());
        }
        boolean complete = look.whole().stream().noneMatch(List::isEmpty)
                && look.still().isEmpty()
                && look.changing().isEmpty();
        return complete ? whole : List.of();
    }

    private void take(List<Path> files) {
        ImportReport report;
        try {
            report = imports.importer().get().run(request(files), Progress.NONE);
        } catch (TidebankException e) {
            giveUp(files, e);
            return;
        } catch (RuntimeException e) {
            String what = "The import ended with " + e.getClass().getSimpleName();
            giveUp(files, new TidebankException(FeedError.FEED_FAILED, what, e));
            return;
        }
        attempts.forget(files);
        if (files.stream().anyMatch(this::hasChanged)) {
            // Somebody wrote to it meanwhile: it was not whole.
            if (report.state() == State.COMMITTED) {
                imports.importer().get().undo(report.importId());
            }
            return;
        }
        if (report.touches() > 0) {
            behind.set(true);
        }
        tell(report, files);
        if (settings.leave()) {
            files.forEach(inbox::took);
        } else {
            trays.done(files, desk.clock().instant());
        }
    }

    /** What is gone was read to its end: it is done, and nobody will read it again. */
    private boolean hasChanged(Path file) {
        return Sight.of(file).filter(now -> !now.equals(inbox.sight(file))).isPresent();
    }

    private ImportRequest request(List<Path> files) {
        FolderSettings.Format format = settings.format();
        return new ImportRequest(files, format.preset(), format.mapping(), source, format.hints(), Sender.FEED);
    }

    private void tell(ImportReport report, List<Path> files) {
        desk.imported(
                new Taken(
                        Math.toIntExact(Math.min(report.touches() + report.costs(), Integer.MAX_VALUE)),
                        Math.toIntExact(Math.min(report.duplicates(), Integer.MAX_VALUE)),
                        Math.toIntExact(Math.min(report.quarantined(), Integer.MAX_VALUE)),
                        0),
                String.valueOf(files.getLast().getFileName()));
    }

    /** A file that is wrong is put aside; for what is wrong elsewhere it waits, but not for ever. */
    private void giveUp(List<Path> files, TidebankException e) {
        boolean gone = files.stream().anyMatch(file -> Sight.of(file).isEmpty());
        if (gone) {
            return;
        }
        if (settings.leave() || isOfTheFeed(e) || (!isOfTheFile(e) && attempts.isWorthAnother(files))) {
            throw e;
        }
        attempts.forget(files);
        trays.failed(files, why(e), desk.clock().instant());
    }

    private static boolean isOfTheFile(TidebankException e) {
        return e.code().kind() == Kind.INVALID;
    }

    private static boolean isOfTheFeed(TidebankException e) {
        return e.code() instanceof MethodError || e.code() == MappingError.MAPPING_INVALID;
    }

    /** Where a mapping is looked for, the message shows the file's first line: where names are missing, that is somebody's. */
    private static String why(TidebankException e) {
        String message = e.code() == MappingError.MAPPING_UNKNOWN
                ? "No preset knows its columns. Name a preset or a mapping in the feed's file; a preview proposes one:"
                        + " tidebank import --preview FILE"
                : e.getMessage();
        return "%s: %s".formatted(e.code().name(), message);
    }

    @Override
    public List<String> check() {
        FolderSettings.Format format = settings.format();
        imports.importer().get().requireMapping(format.preset(), format.mapping());
        Look look = inbox.look();
        List<String> lines = new ArrayList<>();
        lines.add("%s can be read".formatted(settings.path()));
        lines.add("Files that fit: %d".formatted(waiting(look, 0).orElse(0)));
        schedule.next().ifPresent(next -> lines.add("It looks at " + next));
        return lines;
    }

    @Override
    public void close() {
        // Nothing is held open between two looks.
    }
}
