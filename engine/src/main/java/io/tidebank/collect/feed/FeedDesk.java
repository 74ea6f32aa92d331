package io.tidebank.collect.feed;

import io.tidebank.collect.intake.Delivery;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.intake.IntakeReply.TryLater;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.shape.Ages;
import io.tidebank.collect.shape.Shape;
import io.tidebank.collect.source.Source;
import io.tidebank.error.TidebankException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Where a feed hands on what it has read, and is told how far it had got. */
public final class FeedDesk {

    private final FeedContext context;
    private final FeedSettings settings;
    private final FeedTally tally;
    private final CountDownLatch closing;
    private final @Nullable Shape shape;

    FeedDesk(FeedContext context, FeedSettings settings, FeedTally tally, CountDownLatch closing) {
        this.context = context;
        this.settings = settings;
        this.tally = tally;
        this.closing = closing;
        String name = settings.shape();
        this.shape = name == null ? null : Shape.read(context.methods(), context.brand(), name);
    }

    /** How far the feed has been read; empty if it never was. */
    public Optional<String> position() {
        return context.intake().get().feedPosition(settings.name());
    }

    /** Reads a JSON object within the brand's limits; null if the text is anything else. */
    public @Nullable ObjectNode document(byte[] text) {
        return context.intake().get().document(text);
    }

    /**
     * The events that a document tells of: itself, unless the feed's file names a shape.
     *
     * @param ages what is young
     */
    public List<ObjectNode> events(ObjectNode document, Ages ages) {
        return shape == null ? List.of(document) : shape.events(document, ages);
    }

    /** What is young of what is read now. */
    public Ages ages() {
        return new Ages(clock().instant(), context.intake().get().known(), null);
    }

    /** What one of the events is called that a record or a row tells of: the first as that is, further ones by number. */
    public static String named(String id, int number) {
        // Behind a sign that no topic has, and no line of an order: both may end in numbers behind dashes or slashes.
        return number == 0 ? id : id + "#" + number;
    }

    /** Whether what was told at this time is known still. */
    public boolean isRecent(Instant told) {
        return !clock().instant().isAfter(told.plus(JournalSettings.LEAST_KNOWN));
    }

    /**
     * Hands on events in the shape of Segment's calls, what could not become events, and where the feed stands with all
     * this; returns when it is on the disk, however much it is. While the journal takes no more it waits.
     *
     * @throws InterruptedException if the feed is closed meanwhile: nothing of it was taken
     */
    public Taken deliver(List<ObjectNode> events, List<BadEvent> bad, String position) throws InterruptedException {
        FeedMark mark = new FeedMark(settings.name(), position);
        return deliver(new Delivery(events, bad, context.clock().instant(), mark, ids(), false));
    }

    /** The same with events that the feed reads a second time on purpose: those that are known are not told as duplicates. */
    public Taken deliverAgain(List<ObjectNode> events, String position) throws InterruptedException {
        FeedMark mark = new FeedMark(settings.name(), position);
        return deliver(new Delivery(events, List.of(), context.clock().instant(), mark, ids(), true));
    }

    private Call.Ids ids() {
        return shape == null ? Call.Ids.OF_MESSAGES : shape.ids();
    }

    private Taken deliver(Delivery delivery) throws InterruptedException {
        Intake intake = context.intake().get();
        String position = delivery.mark().position();
        Instant now = delivery.receivedAt();
        while (true) {
            switch (intake.take(source(), delivery)) {
                case Taken taken -> {
                    tally.took(taken, position, now);
                    return taken;
                }
                case TryLater(String limit, Duration retryAfter) -> {
                    tally.held(limit);
                    if (closing.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS)) {
                        throw new InterruptedException("The feed is closed");
                    }
                }
            }
        }
    }

    /**
     * Counts what the feed brought in by an import, which needs no journal.
     *
     * @param last what it brought last, for people
     */
    public void imported(Taken taken, String last) {
        tally.took(taken, last, context.clock().instant());
    }

    private Source source() {
        Source source = context.sources()
                .named(context.brand(), settings.source())
                .orElseThrow(() -> new TidebankException(
                        FeedError.FEED_HAS_NO_SOURCE,
                        "Brand '%s' has no source '%s', in whose name feed '%s' brings events. Make it: tidebank source create %s"
                                .formatted(context.brand(), settings.source(), settings.name(), settings.source())));
        if (!source.enabled()) {
            throw new TidebankException(
                    FeedError.FEED_HAS_NO_SOURCE,
                    "Source '%s', in whose name feed '%s' brings events, is switched off"
                            .formatted(source.name(), settings.name()));
        }
        return source;
    }

    /** Looks up what the feed's file refers to. */
    public Secrets secrets() {
        return context.secrets();
    }

    /** The home's folder, where relative paths begin. */
    public Path home() {
        return context.home();
    }

    public Clock clock() {
        return context.clock();
    }
}
