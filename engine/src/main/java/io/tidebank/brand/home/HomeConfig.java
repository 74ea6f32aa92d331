package io.tidebank.brand.home;

import static java.util.stream.Collectors.joining;

import io.tidebank.error.TidebankException;
import io.tidebank.lake.iceberg.DiskSync;
import io.tidebank.method.MethodDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The home's {@code tidebank.yaml}.
 *
 * @param version format of the home
 * @param memoryMegabytes memory that Tidebank may use, native and heap together
 * @param threads worker threads; 0 for as many as the machine has cores
 * @param brands the brands of the home
 * @param server where its server listens
 * @param sql what one question in SQL may take
 * @param retention how long what is no longer current is kept
 */
public record HomeConfig(
        int version,
        int memoryMegabytes,
        int threads,
        List<BrandSettings> brands,
        ServerSettings server,
        SqlLimits sql,
        Retention retention) {

    /** The format of homes that this version makes. */
    static final int CURRENT_VERSION = 1;

    private static final int DEFAULT_MEMORY = 4096;
    private static final String SCHEMA = "/io/tidebank/brand/home.schema.json";

    public HomeConfig {
        brands = List.copyOf(brands);
    }

    public static HomeConfig fresh() {
        return new HomeConfig(
                CURRENT_VERSION, DEFAULT_MEMORY, 0, List.of(), ServerSettings.USUAL, SqlLimits.USUAL, Retention.USUAL);
    }

    public HomeConfig with(BrandSettings brand) {
        List<BrandSettings> more = new ArrayList<>(brands);
        more.add(brand);
        return new HomeConfig(version, memoryMegabytes, threads, more, server, sql, retention);
    }

    public static HomeConfig read(Path file) {
        try {
            MethodDocument document = MethodDocument.read(file.toString(), Files.readString(file), schema());
            return parse(file, document);
        } catch (IOException e) {
            throw new TidebankException(
                    BrandError.HOME_FAILED, "%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static HomeConfig parse(Path file, MethodDocument document) {
        JsonNode root = document.root();
        int version = root.path("version").asInt();
        if (version > CURRENT_VERSION) {
            throw new TidebankException(
                    BrandError.HOME_TOO_NEW,
                    "%s says version %d; this Tidebank knows homes up to version %d. Use a newer Tidebank"
                            .formatted(file, version, CURRENT_VERSION));
        }
        List<BrandSettings> brands = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        root.path("brands").properties().forEach(entry -> {
            List<String> ladders = new ArrayList<>();
            entry.getValue().path("ladders").forEach(ladder -> ladders.add(ladder.asString()));
            try {
                brands.add(new BrandSettings(
                        entry.getKey(),
                        ZoneId.of(entry.getValue().path("zone").asString()),
                        Currency.getInstance(entry.getValue().path("currency").asString()),
                        ladders.isEmpty() ? BrandSettings.DEFAULT_LADDERS : ladders));
            } catch (DateTimeException | IllegalArgumentException e) {
                faults.add(document.fault(
                        List.of("brands", entry.getKey()), "no such zone or currency: " + e.getMessage()));
            }
        });
        document.refuse(faults);
        return new HomeConfig(
                version,
                root.path("memory_mb").asInt(DEFAULT_MEMORY),
                root.path("threads").asInt(0),
                brands,
                server(root.path("server")),
                sql(root.path("sql")),
                retention(root.path("retention")));
    }

    private static ServerSettings server(JsonNode node) {
        return new ServerSettings(
                node.path("listen").asString(ServerSettings.USUAL.listen()),
                texts(node.path("host_names")),
                texts(node.path("proxies")),
                path(node.path("tls_cert")),
                path(node.path("tls_key")),
                node.path("public_url").isMissingNode()
                        ? null
                        : node.path("public_url").asString(),
                node.path("bodies_mb").asLong(ServerSettings.USUAL.bodyBytes() >> 20) << 20);
    }

    private static SqlLimits sql(JsonNode node) {
        SqlLimits usual = SqlLimits.USUAL;
        return new SqlLimits(
                Duration.ofSeconds(node.path("seconds").asLong(usual.time().toSeconds())),
                node.path("rows").asInt(usual.rows()));
    }

    private static Retention retention(JsonNode node) {
        return new Retention(Duration.ofDays(node.path("snapshot_days")
                .asInt((int) Retention.USUAL.snapshots().toDays())));
    }

    private static List<String> texts(JsonNode node) {
        return node.valueStream().map(JsonNode::asString).toList();
    }

    private static @Nullable Path path(JsonNode node) {
        return node.isMissingNode() ? null : Path.of(node.asString());
    }

    /** Replaces the file in one step. */
    public void write(Path file) {
        StringBuilder yaml = new StringBuilder("# Tidebank's home. Change it while no Tidebank runs on it.\n");
        yaml.append("version: ").append(version).append('\n');
        yaml.append("# megabytes that Tidebank may use, native and heap together\n");
        yaml.append("memory_mb: ").append(memoryMegabytes).append('\n');
        yaml.append("# worker threads; 0: one per core\nthreads: ")
                .append(threads)
                .append('\n');
        append(yaml, server);
        append(yaml, sql);
        append(yaml, retention);
        yaml.append("brands:\n");
        for (BrandSettings brand : brands) {
            yaml.append("  ").append(brand.name()).append(":\n");
            yaml.append("    zone: ").append(brand.zone()).append('\n');
            yaml.append("    currency: ").append(brand.currency()).append('\n');
            yaml.append("    ladders: [")
                    .append(String.join(", ", brand.ladders()))
                    .append("]\n");
        }
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, yaml);
            DiskSync.files(List.of(next));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TidebankException(
                    BrandError.HOME_FAILED, "%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void append(StringBuilder yaml, ServerSettings server) {
        if (server.equals(ServerSettings.USUAL)) {
            return;
        }
        yaml.append("server:\n  listen: ").append(quoted(server.listen())).append('\n');
        yaml.append("  host_names: ").append(quoted(server.hostNames())).append('\n');
        yaml.append("  bodies_mb: ").append(server.bodyBytes() >> 20).append('\n');
        yaml.append("  proxies: ").append(quoted(server.proxies())).append('\n');
        if (server.publicUrl() != null) {
            yaml.append("  public_url: ").append(quoted(server.publicUrl())).append('\n');
        }
        if (server.tlsCert() != null) {
            yaml.append("  tls_cert: ")
                    .append(quoted(server.tlsCert().toString()))
                    .append('\n');
        }
        if (server.tlsKey() != null) {
            yaml.append("  tls_key: ")
                    .append(quoted(server.tlsKey().toString()))
                    .append('\n');
        }
    }

    private static void append(StringBuilder yaml, SqlLimits sql) {
        if (!sql.equals(SqlLimits.USUAL)) {
            yaml.append("sql:\n  seconds: ").append(sql.time().toSeconds()).append('\n');
            yaml.append("  rows: ").append(sql.rows()).append('\n');
        }
    }

    private static void append(StringBuilder yaml, Retention retention) {
        if (!retention.equals(Retention.USUAL)) {
            yaml.append("retention:\n  snapshot_days: ")
                    .append(retention.snapshots().toDays())
                    .append('\n');
        }
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(HomeConfig::quoted).collect(joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String schema() throws IOException {
        try (InputStream text = HomeConfig.class.getResourceAsStream(SCHEMA)) {
            if (text == null) {
                throw new IOException("the schema of tidebank.yaml is missing from this build");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
