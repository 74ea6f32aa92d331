package io.tidebank.collect.topic;

import io.tidebank.collect.ImportContext;
import io.tidebank.collect.feed.Secrets;
import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.intake.LiveCollection;
import io.tidebank.collect.intake.LiveStorage;
import io.tidebank.collect.journal.RocksMemory;
import io.tidebank.collect.privacy.BrandKeys;
import io.tidebank.collect.source.Sources;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where live events of a brand come in, opened when somebody first knocks: the home's own journal, or Kafka before it. */
public final class LiveDoor implements AutoCloseable {

    private final ImportContext context;
    private final RocksMemory journals;
    private final Supplier<Sources> sources;
    private volatile @Nullable Opened opened;

    private record Opened(Intake intake, Optional<JournalTopic> topic, Gate gate) {}

    /**
     * Opens nothing yet.
     *
     * @param journals the memory of all journals
     */
    public LiveDoor(ImportContext context, RocksMemory journals, Supplier<Sources> sources) {
        this.context = context;
        this.journals = journals;
        this.sources = sources;
    }

    /** The brand's own journal and what goes through it. */
    public Intake intake() {
        return opened().intake();
    }

    /** Where requests are taken. */
    public Gate gate() {
        return opened().gate();
    }

    /** The topic that is the journal; empty if the home has its own. */
    public Optional<JournalTopic> topic() {
        return opened().topic();
    }

    private Opened opened() {
        Opened known = opened;
        return known == null ? open() : known;
    }

    /** Behind a lock of its own: senders do not wait for a refresh. */
    private synchronized Opened open() {
        Opened known = opened;
        if (known == null) {
            LiveStorage storage = LiveStorage.read(context.methods(), context.brand());
            Secrets secrets = new Secrets(System.getenv(), context.home());
            Optional<TopicSettings> outgrown = TopicSettings.read(context.methods(), context.brand(), secrets);
            LiveCollection collection = LiveCollection.open(context, journals, storage.journal(), storage.commits());
            known = opened(collection, outgrown);
            opened = known;
        }
        return known;
    }

    /** A journal that stayed open would be locked when somebody knocks once more, after a wrong file was mended. */
    private Opened opened(LiveCollection collection, Optional<TopicSettings> outgrown) {
        boolean whole = false;
        try {
            Intake intake = Intake.open(context, collection);
            Optional<JournalTopic> topic = outgrown.map(settings -> JournalTopic.open(settings, owner(intake)));
            Opened made =
                    new Opened(intake, topic, topic.map(JournalTopic::gate).orElse(intake));
            whole = true;
            return made;
        } finally {
            if (!whole) {
                collection.close();
            }
        }
    }

    private JournalTopic.Owner owner(Intake intake) {
        BrandKeys keys = BrandKeys.open(context.home(), context.brand());
        return new JournalTopic.Owner(context.brand(), intake, sources.get(), keys, context.clock());
    }

    /** First who brings something, then where it is brought. */
    @Override
    public synchronized void close() {
        Opened known = opened;
        if (known != null) {
            known.topic().ifPresent(JournalTopic::close);
            known.intake().close();
        }
    }
}
