package io.tidebank.lake;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.CostSchema;
import io.tidebank.lake.iceberg.LakePaths;
import io.tidebank.lake.iceberg.LocalFileIO;
import io.tidebank.lake.iceberg.TouchSchema;
import io.tidebank.method.MethodFiles;
import io.tidebank.method.TouchKindsFile;
import io.tidebank.sql.EngineSettings;
import io.tidebank.touch.TouchKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** A home's Iceberg tables: a catalog in SQLite, Parquet on the local disk, a namespace per brand. */
public final class Lake implements AutoCloseable {

    /** The name under which every engine must open the catalog: it is part of the catalog's keys. */
    public static final String CATALOG = "tidebank";

    private static final Pattern BRAND = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,63}");

    private static final Map<String, String> TABLE_PROPERTIES = Map.of(
            "format-version", "2",
            "write.parquet.compression-codec", "zstd",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "20",
            "commit.retry.num-retries", "30",
            "commit.retry.max-wait-ms", "2000",
            "history.expire.max-snapshot-age-ms", "604800000");

    private final Path root;
    private final JdbcCatalog catalog;
    private final EngineSettings settings;
    private final MethodFiles methods;
    private final TouchKinds kinds;
    private final Map<String, TouchTable> tables = new ConcurrentHashMap<>();
    private final Map<String, CostTable> costs = new ConcurrentHashMap<>();

    private Lake(Path root, JdbcCatalog catalog, EngineSettings settings, MethodFiles methods) {
        this.root = root;
        this.catalog = catalog;
        this.settings = settings;
        this.methods = methods;
        this.kinds = TouchKindsFile.read(methods);
    }

    /** Opens the lake of a home and makes what is missing of it. */
    public static Lake open(Path home, EngineSettings settings) {
        Path root = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root.resolve("lake"));
        } catch (IOException e) {
            throw new TidebankException(
                    LakeError.LAKE_FAILED, "No lake can be made in %s: %s".formatted(root, e.getMessage()), e);
        }
        JdbcCatalog catalog = new JdbcCatalog(properties -> new LocalFileIO(), null, true);
        try {
            catalog.initialize(CATALOG, catalogProperties(root));
        } catch (UncheckedSQLException e) {
            throw broken(root, "opened", e);
        }
        return new Lake(root, catalog, settings, new MethodFiles(root.resolve("methods")));
    }

    /** What another Iceberg engine on this machine needs in order to open the catalog of a home. */
    public static Map<String, String> catalogProperties(Path home) {
        Path root = home.toAbsolutePath().normalize();
        return Map.of(
                "uri",
                "jdbc:sqlite:" + root.resolve("catalog.db") + "?journal_mode=WAL&busy_timeout=30000",
                "warehouse",
                LakePaths.location(root.resolve("lake")),
                "jdbc.schema-version",
                "V1");
    }

    /** The touches of a brand; the table is made if it is not there. */
    public TouchTable touches(String brand) {
        checkName(brand);
        return tables.computeIfAbsent(brand, this::touchTable);
    }

    /** What the touchpoints of a brand cost; the table is made when something is first written. */
    public CostTable costs(String brand) {
        checkName(brand);
        return costs.computeIfAbsent(brand, this::costTable);
    }

    private static void checkName(String brand) {
        if (!BRAND.matcher(brand).matches()) {
            throw new TidebankException(
                    LakeError.LAKE_BRAND_INVALID,
                    "A brand's name is 1 to 64 letters, digits, '-' and '_', and begins with a letter or digit: '%s'"
                            .formatted(brand));
        }
    }

    /** Brands that have a table, sorted. */
    public List<String> brands() {
        try {
            return catalog.listNamespaces().stream()
                    .map(namespace -> namespace.level(0))
                    .sorted()
                    .toList();
        } catch (UncheckedSQLException e) {
            throw broken(root, "read", e);
        }
    }

    /** The vocabulary of kinds that the home's touches are told in. */
    public TouchKinds kinds() {
        return kinds;
    }

    private static TidebankException broken(Path root, String deed, UncheckedSQLException e) {
        return new TidebankException(
                LakeError.LAKE_FAILED,
                "%s cannot be %s as a catalog: %s".formatted(root.resolve("catalog.db"), deed, e.getCause()),
                e);
    }

    private TouchTable touchTable(String brand) {
        Schema schema = TouchSchema.schema();
        TableIdentifier touch = TableIdentifier.of(Namespace.of(brand), "touch");
        TableCommits commits = open(
                touch,
                () -> catalog.buildTable(touch, schema)
                        .withPartitionSpec(TouchSchema.partitions(schema))
                        .withSortOrder(TouchSchema.order(schema)));
        return new TouchTable(commits, kinds, settings);
    }

    private CostTable costTable(String brand) {
        TableIdentifier cost = TableIdentifier.of(Namespace.of(brand), CostTable.NAME);
        CostTable.Place place = new CostTable.Place() {

            @Override
            public boolean isTaken() {
                return catalog.tableExists(cost);
            }

            @Override
            public TableCommits open() {
                return Lake.this.open(cost, () -> catalog.buildTable(cost, CostSchema.schema()));
            }
        };
        return new CostTable(place, methods.read("views/cost.sql"), settings);
    }

    private TableCommits open(TableIdentifier name, Supplier<Catalog.TableBuilder> plan) {
        try {
            catalog.loadTable(name);
        } catch (NoSuchTableException e) {
            create(name, plan);
        } catch (NotFoundException e) {
            throw new TidebankException(
                    LakeError.LAKE_MOVED,
                    "The files of %s are not where they were written. Move the home back, or link its old path to it: %s"
                            .formatted(name, e.getMessage()),
                    e);
        }
        return new TableCommits(catalog.loadTable(name), catalog.loadTable(name));
    }

    private void create(TableIdentifier name, Supplier<Catalog.TableBuilder> plan) {
        try {
            if (!catalog.namespaceExists(name.namespace())) {
                catalog.createNamespace(name.namespace());
            }
            plan.get().withProperties(TABLE_PROPERTIES).create();
        } catch (AlreadyExistsException e) {
            // Another process made it between the look and the making.
            catalog.loadTable(name);
        }
    }

    @Override
    public void close() {
        catalog.close();
    }
}
