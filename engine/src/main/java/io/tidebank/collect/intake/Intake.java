package io.tidebank.collect.intake;

import io.tidebank.collect.ImportContext;
import io.tidebank.collect.commit.CommitReport;
import io.tidebank.collect.intake.IntakeReply.Taken;
import io.tidebank.collect.intake.IntakeReply.TryLater;
import io.tidebank.collect.journal.Journal;
import io.tidebank.collect.journal.JournalReply;
import io.tidebank.collect.journal.JournalReply.Ack;
import io.tidebank.collect.journal.JournalReply.Overloaded;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.journal.JournalStatus;
import io.tidebank.collect.journal.record.FeedMark;
import io.tidebank.collect.journal.record.LiveBatch;
import io.tidebank.collect.journal.record.Memory;
import io.tidebank.collect.journal.record.QuarantinedEvent;
import io.tidebank.collect.live.LiveReader;
import io.tidebank.collect.live.LiveSettings;
import io.tidebank.collect.live.Reading;
import io.tidebank.collect.protocol.BadEvent;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Endpoint;
import io.tidebank.collect.protocol.Limits;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.quarantine.LiveQuarantine;
import io.tidebank.collect.source.Source;
import io.tidebank.sql.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the live events of one brand. Any number of threads may bring requests; what {@link #take} has answered with
 * {@link Taken} is on the disk. One thread commits.
 */
public final class Intake implements Gate, AutoCloseable {

    /** Characters of a bad event's text: with it an event that is too large finds room wherever others do. */
    private static final int MOST_KEPT = 256 << 10;

    private final ImportContext context;
    private final LiveCollection collection;
    private final Tail tail = new Tail();
    private final Stopwatch commits = new Stopwatch();
    private final Clock clock;
    private volatile LiveReader reader;

    private Intake(ImportContext context, LiveCollection collection) {
        this.context = context;
        this.collection = collection;
        this.clock = context.clock();
        this.reader = open(context);
    }

    /** Opens a brand's door: its journal, and its method files as they are now. */
    public static Intake open(ImportContext context, LiveCollection collection) {
        return new Intake(context, collection);
    }

    /** Reads the brand's method files anew: names, settings, tracking plan. */
    public void reread() {
        reader = open(context);
    }

    /** What the brand has set. */
    public LiveSettings settings() {
        return reader.settings();
    }

    @Override
    public Limits requestLimits() {
        return reader.settings().limits();
    }

    @Override
    public int eventsPerSecond() {
        return reader.settings().eventsPerSecond();
    }

    /** Reads a body, within the brand's limits. */
    @Override
    public Request parse(Call call, byte[] body) {
        return reader.parse(call, body);
    }

    @Override
    public List<byte[]> halves(byte[] body) {
        return reader.halves(body);
    }

    /** Reads one document of a feed: a JSON object, within the brand's limits; null if it is anything else. */
    public @Nullable ObjectNode document(byte[] text) {
        return reader.document(text);
    }

    /** Takes a request that was sent in a source's name, and returns when it is on the disk. */
    public IntakeReply take(Source source, Request.Accepted request) {
        return take(source, request, null, false);
    }

    @Override
    public IntakeReply take(Source source, Request.Accepted request, byte[] body) {
        return take(source, request);
    }

    /** The request that events make which were read already, each within the brand's limit of one. */
    public Request.Accepted request(Call call, List<ObjectNode> events) {
        return reader.documents(call, events, List.of());
    }

    /**
     * Takes requests of any sources that were accepted elsewhere, and returns when all of them are on the disk together
     * with how far the place was read in which they waited.
     *
     * @param mark null if more of what was read there follows
     */
    public IntakeReply take(List<Arrival> arrivals, @Nullable FeedMark mark) {
        Instant now = clock.instant();
        Arrivals all = new Arrivals(reader, collection.journal()::holds, now);
        arrivals.forEach(all::add);
        LiveBatch batch = all.batch(mark);
        JournalReply reply =
                batch.isEmpty() ? Ack.NOTHING : collection.journal().offerWhole(batch);
        return switch (reply) {
            case Overloaded(JournalReply.Limit limit, var retryAfter) -> new TryLater(reason(limit), retryAfter);
            case Ack ack -> all.tell(tail, ack);
        };
    }

    /**
     * Takes what a feed has read, by the same rules as what is sent by HTTP, and returns when it is on the disk together
     * with how far the feed has been read.
     */
    public IntakeReply take(Source source, Delivery delivery) {
        Call call = Call.of(Endpoint.FEED, delivery.receivedAt()).with(delivery.ids());
        Request.Accepted request = reader.documents(call, delivery.events(), delivery.bad());
        return take(source, request, delivery.mark(), delivery.again());
    }

    /** How far a feed has been read: as the journal says, or as the lake does where the journal was made anew. */
    public Optional<String> feedPosition(String feed) {
        return collection.journal().feedPosition(feed, context.touches().journalPosition());
    }

    private IntakeReply take(Source source, Request.Accepted request, @Nullable FeedMark mark, boolean again) {
        Instant now = clock.instant();
        Journal journal = collection.journal();
        Reading reading = reader.read(source, request, journal::holds);
        List<QuarantinedEvent> bad = reading.bad().stream()
                .map(event -> kept(event, source.name(), request.call().receivedAt()))
                .toList();
        LiveBatch batch = new LiveBatch(reading.events(), bad, mark);
        JournalReply reply =
                batch.isEmpty() ? Ack.NOTHING : mark == null ? journal.offer(batch) : journal.offerWhole(batch);
        return switch (reply) {
            case Overloaded(JournalReply.Limit limit, var retryAfter) -> {
                tail.refused(source.name(), request.size());
                yield new TryLater(reason(limit), retryAfter);
            }
            case Ack ack -> {
                tail.took(source.name(), new Tail.Took(reading, ack, now, reader::label, again));
                yield new Taken(
                        ack.accepted(),
                        again ? 0 : ack.duplicates() + reading.duplicates(),
                        ack.quarantined(),
                        reading.dropped().size());
            }
        };
    }

    /**
     * Brings what waits into the lake if enough waits, or something waits long enough; true if anything came.
     *
     * @param patience how long something waits at least, if not too much waits
     */
    public boolean commitIfDue(Duration patience) {
        return collection.committer().isDue(patience) && commit().tookSomething();
    }

    /** Brings what waits into the lake. */
    public CommitReport commit() {
        CommitReport report = commits.time(collection.committer()::commit);
        if (report.bad() > 0) {
            boundQuarantine();
        }
        return report;
    }

    /** Brings everything into the lake that waits, in as many commits as that takes. */
    public void commitAll() {
        boolean more = true;
        while (more) {
            more = commit().tookSomething();
        }
    }

    /** Forgets the oldest bad events beyond what the brand keeps of them. */
    public void boundQuarantine() {
        collection.liveQuarantine().keepWithin(reader.settings().quarantine(), clock.instant());
    }

    /**
     * Tries the bad events once more, by the brand's method files as they are now; those that are touches now wait for
     * the lake.
     */
    public ReplayReport replay(List<Source> sources, Progress progress) {
        reread();
        return new LiveReplay(collection, reader, context.brand(), sources).run(progress, clock.instant());
    }

    /** What lies in the quarantine of live sources. */
    public LiveQuarantine.Standing quarantined() {
        return collection.liveQuarantine().standing();
    }

    /** How the journal stands. */
    public JournalStatus journal() {
        return collection.journal().status();
    }

    /** How often what waited was brought into the lake, and how long that took. */
    public Stopwatch.Timing commits() {
        return commits.timing();
    }

    /** How far back all events are known by the ids of the things that they tell of. */
    public Duration known() {
        return collection.journal().known(Memory.RESERVED);
    }

    /** How much the journal takes on. */
    public JournalSettings limits() {
        return collection.journal().settings();
    }

    /** What came lately, and what became of it. */
    public Tail tail() {
        return tail;
    }

    static QuarantinedEvent kept(BadEvent event, String source, Instant receivedAt) {
        String raw = event.raw();
        String kept = raw.length() > MOST_KEPT ? raw.substring(0, MOST_KEPT) : raw;
        return new QuarantinedEvent(
                source, event.messageId(), event.reason(), event.field(), kept, receivedAt, event.place());
    }

    private static String reason(JournalReply.Limit limit) {
        return switch (limit) {
            case QUEUE -> "More requests come than the disk takes";
            case LAG -> "More is accepted than the lake has taken so far";
            case DISK -> "The disk is nearly full";
        };
    }

    private static LiveReader open(ImportContext context) {
        return LiveReader.open(new LiveReader.Parts(
                context.home(), context.brand(), context.currency(), context.methods(), context.kinds()));
    }

    /** Writes what waits for the disk; what waits for the lake waits for the next start. */
    @Override
    public void close() {
        collection.close();
    }
}
