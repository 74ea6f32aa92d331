package io.tidebank.spark;

import io.tidebank.lake.Lake;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A Spark of two threads in this process, with the settings that Tidebank's models count on. */
final class LocalSpark {

    private LocalSpark() {}

    static SparkSession start(Path folder, Map<String, String> settings) {
        SparkSession.Builder builder = SparkSession.builder()
                .master("local[2]")
                .appName("tidebank")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.sql.shuffle.partitions", "2")
                .config(
                        "spark.sql.warehouse.dir",
                        folder.resolve("warehouse").toUri().toString());
        settings.forEach(builder::config);
        return builder.getOrCreate();
    }

    /** The catalog of a home as Spark's settings. */
    static Map<String, String> catalog(Path home) {
        Map<String, String> settings = new HashMap<>();
        String prefix = "spark.sql.catalog." + Lake.CATALOG;
        settings.put(prefix, "org.apache.iceberg.spark.SparkCatalog");
        settings.put(prefix + ".catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
        settings.put(prefix + ".cache-enabled", "false");
        Lake.catalogProperties(home).forEach((key, value) -> settings.put(prefix + "." + key, value));
        return settings;
    }
}
