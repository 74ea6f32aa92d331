package io.tidebank.brand;

import io.tidebank.access.Access;
import io.tidebank.brand.home.BrandError;
import io.tidebank.brand.home.BrandSettings;
import io.tidebank.brand.home.Folders;
import io.tidebank.brand.home.Home;
import io.tidebank.brand.home.HomeConfig;
import io.tidebank.brand.home.HomeLock;
import io.tidebank.brand.home.ServerSettings;
import io.tidebank.collect.feed.FeedContext;
import io.tidebank.collect.feed.FeedFactory;
import io.tidebank.collect.feed.Feeds;
import io.tidebank.collect.feed.Secrets;
import io.tidebank.collect.feed.folder.FolderFeeds;
import io.tidebank.collect.feed.jdbc.JdbcFeeds;
import io.tidebank.collect.feed.jdbc.rows.JdbcDrivers;
import io.tidebank.collect.feed.kafka.KafkaFeeds;
import io.tidebank.collect.intake.Gate;
import io.tidebank.collect.intake.Gates;
import io.tidebank.collect.journal.RocksMemory;
import io.tidebank.collect.source.Source;
import io.tidebank.collect.source.SourceError;
import io.tidebank.collect.source.Sources;
import io.tidebank.collect.topic.JournalTopic;
import io.tidebank.collect.webhook.Webhook;
import io.tidebank.collect.webhook.WebhookSettings;
import io.tidebank.collect.webhook.Webhooks;
import io.tidebank.error.TidebankException;
import io.tidebank.lake.Lake;
import io.tidebank.method.MethodFiles;
import io.tidebank.sql.EngineSettings;
import io.tidebank.touch.TouchKinds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An open home: everything that Tidebank keeps, in one folder. One process owns a home at a time.
 *
 * <pre>{@code
 * try (Tidebank tidebank = Tidebank.open(home)) {
 *     tidebank.brand("demo").stages(null, "aipl");
 * }
 * }</pre>
 */
public final class Tidebank implements AutoCloseable {

    private final Home home;
    private volatile HomeConfig config;
    private final HomeLock lock;
    private final EngineSettings engine;
    private final MethodFiles methods;
    private final TouchKinds kinds;
    private final Lake lake;
    private final RocksMemory journals;
    private final Clock clock;
    private final Map<String, Brand> open = new ConcurrentHashMap<>();
    private @Nullable Sources sources;
    private final Map<String, Feeds> feeds = new HashMap<>();
    private final JdbcDrivers drivers;
    private @Nullable Webhooks webhooks;
    private @Nullable Access access;

    private Tidebank(Home home, HomeConfig config, HomeLock lock, Clock clock) {
        this.home = home;
        this.config = config;
        this.lock = lock;
        this.clock = clock;
        Folders.delete(home.scratch());
        Folders.make(home.scratch());
        int threads =
                config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        this.engine = new EngineSettings((long) config.memoryMegabytes() << 20, threads, home.scratch());
        this.journals = new RocksMemory(engine.journalBytes());
        this.methods = new MethodFiles(home.methods());
        this.drivers = new JdbcDrivers(home.root().resolve("drivers"));
        this.lake = Lake.open(home.root(), engine);
        this.kinds = lake.kinds();
    }

    /**
     * Adds a brand to a home, and makes the home if there is none. BRAND_EXISTS if there is such a brand.
     *
     * @param zone the brand's days begin and end in this zone
     * @param currency the brand's money
     */
    public static void init(Path home, String brand, ZoneId zone, Currency currency) {
        Home folder = new Home(home);
        folder.makeFolders();
        try (HomeLock lock = HomeLock.take(folder.root())) {
            Objects.requireNonNull(lock);
            HomeConfig config = folder.exists() ? HomeConfig.read(folder.config()) : HomeConfig.fresh();
            HomeConfig next =
                    with(folder, config, new BrandSettings(brand, zone, currency, BrandSettings.DEFAULT_LADDERS));
            try (Lake lake = Lake.open(folder.root(), new EngineSettings(1L << 30, 1, folder.scratch()))) {
                BrandParts.makeKey(folder, brand, lake.touches(brand));
            }
            next.write(folder.config());
        }
    }

    private static HomeConfig with(Home folder, HomeConfig config, BrandSettings brand) {
        if (config.brands().stream().anyMatch(known -> known.name().equals(brand.name()))) {
            throw new TidebankException(
                    BrandError.BRAND_EXISTS, "Home %s has a brand '%s' already".formatted(folder.root(), brand.name()));
        }
        return config.with(brand);
    }

    /** Adds a brand to this open home. BRAND_EXISTS if there is such a brand. */
    public synchronized Brand add(String brand, ZoneId zone, Currency currency) {
        HomeConfig next = with(home, config, new BrandSettings(brand, zone, currency, BrandSettings.DEFAULT_LADDERS));
        lake.touches(brand);
        next.write(home.config());
        config = next;
        return brand(brand);
    }

    /** Opens a home. HOME_MISSING if there is none; HOME_IN_USE if another process has it. */
    public static Tidebank open(Path home) {
        return open(home, Clock.systemUTC());
    }

    /** Opens a home under a clock of the caller's. */
    public static Tidebank open(Path home, Clock clock) {
        Home folder = new Home(home);
        if (!folder.exists()) {
            throw new TidebankException(
                    BrandError.HOME_MISSING,
                    "There is no Tidebank home in %s. Make one: tidebank init --brand NAME --zone ZONE --currency CODE"
                            .formatted(folder.root()));
        }
        folder.makeFolders();
        HomeLock lock = HomeLock.take(folder.root());
        try {
            return new Tidebank(folder, HomeConfig.read(folder.config()), lock, clock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** How every brand stands, by name. */
    public List<BrandInfo> brands() {
        return config.brands().stream()
                .map(settings -> brand(settings.name()).info())
                .toList();
    }

    /** The names of the brands that the catalog knows a lake of; none of their data is looked at. */
    public List<String> catalogued() {
        return lake.brands();
    }

    /** By which the home tells the time. */
    public Clock clock() {
        return clock;
    }

    /** The names of all brands. */
    public List<String> brandNames() {
        return config.brands().stream().map(BrandSettings::name).toList();
    }

    /** A brand by its name; null for the only one there is. */
    public Brand brand(@Nullable String name) {
        Brand known = name == null ? null : open.get(name);
        return known == null ? opened(name) : known;
    }

    private Brand opened(@Nullable String name) {
        List<String> names = brandNames();
        if (name == null && names.size() == 1) {
            return brand(names.getFirst());
        }
        BrandSettings settings = config.brands().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TidebankException(
                        BrandError.BRAND_NOT_FOUND,
                        name == null
                                ? "Which brand? Say --brand NAME; there is: " + names
                                : "No brand '%s'. There is: %s".formatted(name, names)));
        synchronized (open) {
            return open.computeIfAbsent(settings.name(), key -> new Brand(home, settings, tools()));
        }
    }

    /** The live sources of all brands, and the write keys by which they are told. */
    public synchronized Sources sources() {
        Sources known = sources;
        if (known == null) {
            known = Sources.open(home.root(), kinds, clock);
            sources = known;
        }
        return known;
    }

    /** The topic of Kafka that is a brand's journal. One without a source has no journal, and none is made for it. */
    public Optional<JournalTopic> topic(String brand) {
        return sources().any(brand) ? brand(brand).topic() : Optional.empty();
    }

    /** Where senders knock who send to this home. */
    public Gates gates() {
        return new Gates() {

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public Optional<Source> find(String writeKey) {
                return sources().find(writeKey);
            }

            @Override
            public List<String> brands() {
                return brandNames().stream().filter(sources()::any).toList();
            }

            @Override
            public Gate gate(String brand) {
                return brand(brand).gate();
            }
        };
    }

    /** What is fetched for a brand instead of being sent to it; nothing is read before somebody says so. */
    public Feeds feeds(String brand) {
        Brand receiver = brand(brand);
        Sources named = sources();
        synchronized (feeds) {
            return feeds.computeIfAbsent(
                    brand,
                    name -> new Feeds(
                            new FeedContext(
                                    home.root(),
                                    name,
                                    methods,
                                    receiver::intake,
                                    named,
                                    new Secrets(System.getenv(), home.root()),
                                    clock),
                            kindsOfFeeds(receiver)));
        }
    }

    /** The sources that other systems call, and how those sign. */
    public synchronized Webhooks webhooks() {
        Webhooks known = webhooks;
        if (known == null) {
            known = Webhooks.open(home.root(), methods);
            webhooks = known;
        }
        return known;
    }

    /** Where the home's server listens, unless its command says otherwise. */
    public ServerSettings server() {
        return config.server();
    }

    /** Tokens, owners, and the log of changes. */
    public synchronized Access access() {
        Access known = access;
        if (known == null) {
            known = Access.open(home.root(), this::brandNames, clock);
            access = known;
        }
        return known;
    }

    /**
     * Lets another system call a source. That of a system that signs is made if it is not there; one that shows a write
     * key has been given it when its source was made.
     *
     * @param secret that the system signs with; null where it shows the source's write key
     * @throws TidebankException as {@link Webhooks#put}; SOURCE_NOT_FOUND if a write key is to be shown of no source
     */
    public Webhook webhook(String brand, String source, WebhookSettings settings, @Nullable String secret) {
        webhooks().check(brand, settings, secret);
        if (sources().named(brand, source).isEmpty()) {
            if (settings.signing() == null) {
                throw new TidebankException(
                        SourceError.SOURCE_NOT_FOUND,
                        "There is no source '%s' whose write key could be shown. Make it: tidebank source create %s"
                                .formatted(source, source));
            }
            sources().create(brand, source);
        }
        return webhooks().put(brand, source, settings, secret);
    }

    /** The method files of the home. */
    public MethodFiles methods() {
        return methods;
    }

    private List<FeedFactory> kindsOfFeeds(Brand receiver) {
        FolderFeeds.Imports imports = new FolderFeeds.Imports(receiver::importer, receiver.zone(), receiver::catchUp);
        return List.of(
                new KafkaFeeds(),
                new JdbcFeeds(methods, receiver.name(), engine.scratch(), drivers),
                new FolderFeeds(imports));
    }

    private Brand.Tools tools() {
        return new Brand.Tools(
                engine, methods, kinds, lake, journals, config.sql(), config.retention(), this::sources, clock);
    }

    @Override
    public void close() {
        synchronized (feeds) {
            feeds.values().forEach(Feeds::close);
            feeds.clear();
        }
        drivers.close();
        synchronized (open) {
            open.values().forEach(Brand::close);
            open.clear();
        }
        journals.close();
        lake.close();
        lock.close();
    }
}
